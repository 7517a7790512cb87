import { TestBed } from '@angular/core/testing';
import { user } from '../../testing/make';
import { show, useWorld } from '../../testing/page';
import { Viewer } from '../core/auth/viewer';
import { SettingsFrame } from './settings-frame';

describe('the settings', () => {
  const pagesFor = async (...rights: ReturnType<typeof user>['rights']) => {
    await useWorld();
    await TestBed.inject(Viewer).enter(user({ rights }));
    const { element } = await show(SettingsFrame);
    return [...element.querySelectorAll('a')].map(link => link.textContent.trim());
  };

  it('lead to no page that the user may not see', async () => {
    expect(await pagesFor('USER')).toEqual(['General', 'Security']);
  });

  it('lead to every page that the user may see', async () => {
    expect(await pagesFor('USER', 'ACCOUNT_READ')).toEqual(['General', 'Security', 'Customer', 'Payment']);
  });
});
