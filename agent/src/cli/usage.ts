/** What `--help` prints. */
export const USAGE = `mydesk-agent: the headless client of MyDesk Portal. It holds sessions, but moves no pixels.

Usage
  mydesk-agent enroll --server URL --license KEY   register this machine with the portal
  mydesk-agent run                                 stay connected until SIGTERM or Ctrl+C
  mydesk-agent status                              who this device is, and whether it is connected
  mydesk-agent connect NUMBER|ALIAS [--comment TEXT]
                                                   hold a session to another device (needs a running agent)
  mydesk-agent sessions                            the sessions that the running agent holds
  mydesk-agent end ID [--comment TEXT]             end one of them
  mydesk-agent config                              what it is configured to be, and the policy of this machine

  A custom client needs no enroll: with its files beside the program, it enrolls and runs when it is started.

Options
  --identity FILE      where the identity is kept (default: $MYDESK_AGENT_HOME/identity.json,
                       or ~/.config/mydesk-agent/identity.json)
  --host-name NAME     enroll: the name shown in the portal (default: the machine's)
  --hardware-id ID     enroll: by which the portal knows the machine again (default: made from /etc/machine-id)
  --allow-http         enroll: allow plain http to another machine
  --refuse-incoming    run: take no sessions from other devices
  --log-format FORMAT  run: logfmt (default) or json
  --json               status, connect, sessions: print JSON
  --help, --version

Environment
  MYDESK_SERVER, MYDESK_LICENSE or MYDESK_LICENSE_FILE, MYDESK_AGENT_HOME
  A key in the environment or in a file does not stand in the process list.

Exit codes
  0 done   1 failed   2 wrong usage   3 not enrolled   4 the portal refused
  10 the token no longer holds   11 removed from the account, or not allowed   12 another agent took this identity's place
  13 the configuration was tampered with
`;
