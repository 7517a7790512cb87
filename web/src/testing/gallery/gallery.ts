import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { Badge, type Tone } from '../../app/ui/badge/badge';
import { Banner } from '../../app/ui/banner/banner';
import { Card } from '../../app/ui/card/card';
import { Confirm } from '../../app/ui/dialog/confirm';
import { Dialog } from '../../app/ui/dialog/dialog';
import { FormDialog } from '../../app/ui/dialog/form-dialog';
import { Editable } from '../../app/ui/editable/editable';
import { EmptyState } from '../../app/ui/empty-state/empty-state';
import { ExportButton } from '../../app/ui/export-button/export-button';
import { CheckField } from '../../app/ui/field/check-field';
import { CodeField } from '../../app/ui/field/code-field';
import { ComboField } from '../../app/ui/field/combo-field';
import { FileField } from '../../app/ui/field/file-field';
import { PasswordField } from '../../app/ui/field/password-field';
import { RadioCards } from '../../app/ui/field/radio-cards';
import { SelectField } from '../../app/ui/field/select-field';
import { Switch } from '../../app/ui/field/switch';
import { TextAreaField } from '../../app/ui/field/text-area-field';
import { TextField } from '../../app/ui/field/text-field';
import { ChoiceFilter } from '../../app/ui/filter/choice-filter';
import { Form } from '../../app/ui/form/form';
import { PageHead } from '../../app/ui/page-head/page-head';
import { Pager } from '../../app/ui/pager/pager';
import { ProgressBar } from '../../app/ui/progress-bar/progress-bar';
import { SearchField } from '../../app/ui/search-field/search-field';
import { Secret } from '../../app/ui/secret/secret';
import { SubNavigation } from '../../app/ui/sub-navigation/sub-navigation';
import { Column } from '../../app/ui/table/column';
import type { Sort } from '../../app/ui/table/sort';
import { Table } from '../../app/ui/table/table';
import { Tab, Tabs } from '../../app/ui/tabs/tabs';
import { Timeline } from '../../app/ui/timeline/timeline';
import { Toolbar } from '../../app/ui/toolbar/toolbar';

const STATES: readonly { word: string; tone: Tone }[] = [
  { word: 'Online', tone: 'success' },
  { word: 'Reconnecting', tone: 'warning' },
  { word: 'Offline', tone: 'neutral' },
];

const rowOf = (index: number) => ({
  id: String(104_000_000 + index * 7919),
  alias: index % 3 === 0 ? '' : `ham-office-${String(index).padStart(3, '0')}@northwind`,
  state: STATES[index % 3] ?? STATES[0],
  version: `8.0.${String(index % 9)}`,
  host: `ws-hamburg-${String(index)}.corp.example`,
  sessions: (index * 37) % 12,
});

/** Every part of the kit on one page, to look at and to try: `npm run kit -w web`. */
@Component({
  selector: 'app-root',
  imports: [
    Badge,
    Banner,
    Card,
    CheckField,
    ChoiceFilter,
    CodeField,
    Column,
    ComboField,
    Confirm,
    Dialog,
    Editable,
    EmptyState,
    ExportButton,
    FileField,
    Form,
    FormDialog,
    MatButtonModule,
    PageHead,
    Pager,
    PasswordField,
    ProgressBar,
    RadioCards,
    SearchField,
    Secret,
    SelectField,
    SubNavigation,
    Switch,
    Tab,
    Table,
    Tabs,
    TextAreaField,
    TextField,
    Timeline,
    Toolbar,
  ],
  templateUrl: './gallery.html',
  styleUrl: './gallery.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Gallery {
  protected readonly rows = signal(Array.from({ length: 8 }, (_, index) => rowOf(index)));
  protected readonly chosen = signal<ReadonlySet<string> | undefined>(new Set(['104007919']));
  protected readonly sort = signal<Sort>({ by: 'ID', isDescending: false });
  protected readonly search = signal('');
  protected readonly states = signal<readonly string[]>(['Online', 'Offline']);
  protected readonly versions = signal<readonly string[]>([]);
  protected readonly isNarrowed = computed(() => this.states().length > 0 || this.search() !== '');
  protected readonly open = signal<'' | 'confirm' | 'form' | 'side'>('');
  protected readonly alias = signal('ham-office-001@northwind');
  protected readonly comment = signal('');
  protected readonly isOn = signal(true);
  protected readonly nameOf = (row: { id: string; alias: string }) => row.alias || row.id;
  protected readonly linkOf = (row: { id: string }) => ['/', row.id];
  protected readonly stateOptions = STATES.map(({ word }) => ({ value: word, label: word }));
  protected readonly versionOptions = ['8.0.1', '8.0.2', '8.0.3'].map(value => ({ value, label: value }));
  protected readonly zones = Intl.supportedValuesOf('timeZone').map(zone => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  protected readonly plans = [
    { value: 'ESSENTIALS', label: 'Essentials', text: 'Up to 25 clients and one session at a time' },
    { value: 'POWER', label: 'Power', text: 'Any number of clients, limited by active devices' },
  ];
  protected readonly pages = [
    { link: ['/'], label: 'General', icon: 'settings' },
    { link: ['/security'], label: 'Security', icon: 'lock' },
    { link: ['/invoices'], label: 'Invoices', icon: 'file' },
  ] as const;
  protected readonly moments = [
    { id: '1', icon: 'wifi', tone: 'success', text: 'Came online', at: '2026-06-01T12:00:00Z', time: '3 minutes ago' },
    {
      id: '2',
      icon: 'unplug',
      tone: 'warning',
      text: 'Connection to the device lost',
      note: 'last seen 12:03:10',
      at: '2026-06-01T11:00:00Z',
      time: '1 hour ago',
    },
    { id: '3', icon: 'check', tone: 'neutral', text: 'Session ended', at: '2026-06-01T10:00:00Z', time: '2 hours ago' },
  ] as const;
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    zone: new FormControl('Europe/Berlin', { nonNullable: true }),
    plan: new FormControl('POWER', { nonNullable: true }),
    text: new FormControl('', { nonNullable: true }),
    secret: new FormControl('', { nonNullable: true }),
    code: new FormControl('', { nonNullable: true }),
    agrees: new FormControl(false, { nonNullable: true }),
    files: new FormControl<readonly File[]>([], { nonNullable: true }),
  });

  protected readonly setAlias = (text: string) => {
    if (text === 'taken@northwind') return Promise.resolve('Another client has this alias');
    this.alias.set(text);
    return Promise.resolve(undefined);
  };
  protected readonly setComment = (text: string) => {
    this.comment.set(text);
    return Promise.resolve(undefined);
  };
  protected readonly checkAlias = (text: string) =>
    /^[\w.@-]*$/.test(text) ? undefined : 'Letters, digits, . _ - only';
  protected readonly reveal = () => Promise.resolve('K7QF-9XWM-2HTD');
}
