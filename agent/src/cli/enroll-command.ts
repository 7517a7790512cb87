import { EXIT, type Invocation } from './invocation.ts';
import { join } from './joining.ts';

/** `mydesk-agent enroll`: registers the machine and keeps who it now is. */
export async function enrollCommand(invocation: Invocation): Promise<number> {
  const { clientId, server } = await join(invocation);
  invocation.print(`Enrolled as ${clientId} at ${server}. Next: mydesk-agent run`);
  return EXIT.done;
}
