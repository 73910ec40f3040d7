// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Schedules commands: how many run at once, and one at a time per device. */

/**
 * Schedules commands: a few at once, but one at a time on a device, whose firmware has one mailbox and whose tools
 * take a semaphore.
 *
 * First come, first started, among those whose device is free: one that waits for its device delays no other, and it
 * is the next of its device, so that none waits for ever. A caller of several awaits them with Promise.all, which
 * gives the results in the order of the calls.
 */
export class Schedule {
  private readonly limit: number;
  private readonly waiting: { readonly device: string | null; readonly start: () => void }[] = [];
  private readonly busyDevices = new Set<string>();
  private running = 0;

  /** At most `limit` at once. */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Does the work when its turn comes; `device` null is no device. Rejects as the work does. */
  run<T>(device: string | null, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        this.running++;
        if (device !== null) this.busyDevices.add(device);
        const done = (): void => {
          this.running--;
          if (device !== null) this.busyDevices.delete(device);
          this.startReady();
        };
        void Promise.resolve().then(work).then(resolve, reject).then(done);
      };
      this.waiting.push({ device, start });
      this.startReady();
    });
  }

  private startReady(): void {
    while (this.running < this.limit) {
      const next = this.waiting.findIndex(({ device }) => device === null || !this.busyDevices.has(device));
      if (next < 0) return;
      this.waiting.splice(next, 1)[0]?.start();
    }
  }
}
