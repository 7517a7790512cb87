import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { show, useWorld } from '../../testing/page';
import { Unreachable } from './unreachable';

describe('the page without a server', () => {
  it('says so, and opens the address anew when asked to', async () => {
    await useWorld();
    TestBed.inject(Location).go('/license');
    const page = await show(Unreachable);
    const navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    expect(page.find('[role=alert]').textContent).toContain('The portal cannot be reached');

    await page.click('Try again');

    expect(navigate).toHaveBeenCalledOnceWith('/license');
  });
});
