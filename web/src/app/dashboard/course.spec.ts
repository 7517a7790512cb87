import { courseOf } from './course';

const tally = (activeSessions: number) => ({ connectedClients: 1, onlineClients: 1, activeSessions });

describe('the course of a counter', () => {
  it('is that of the last 24 hours and ends in the present', () => {
    const samples = [
      { at: '2026-05-31T11:59:00Z', ...tally(9) },
      { at: '2026-05-31T12:00:00Z', ...tally(1) },
      { at: '2026-06-01T11:55:00Z', ...tally(2) },
    ];

    const course = courseOf(samples, tally(3), new Date('2026-06-01T12:00:00Z'));

    expect(course.active).toEqual([1, 2, 3]);
  });
});
