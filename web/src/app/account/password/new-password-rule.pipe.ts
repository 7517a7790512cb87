import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Texts } from '../../core/i18n/texts';
import { PASSWORD_LENGTH, type PASSWORD_RULES } from './password-rules';

/** A rule for passwords in words. */
@Pipe({ name: 'newPasswordRule', pure: false })
export class NewPasswordRule implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(word: (typeof PASSWORD_RULES)[number]['word']): string {
    if (word === 'long') return this.texts.get('account.password.rule.long', { count: PASSWORD_LENGTH.min });
    return this.texts.get(`account.password.rule.${word}`);
  }
}
