import { closePortal } from './portal.ts';

jasmine.DEFAULT_TIMEOUT_INTERVAL = 90_000;

afterAll(closePortal);
