/** What a device asks of the portal; `schema.graphql` is the contract. */
export const ENROLL_CLIENT = /* GraphQL */ `
  mutation EnrollClient($input: EnrollClientInput!) {
    enrollClient(input: $input) {
      token
      client {
        id
        alias
      }
      signingKeys {
        kid
        publicKey
      }
    }
  }
`;

export const START_SESSION = /* GraphQL */ `
  mutation StartSession($input: StartSessionInput!) {
    startSession(input: $input) {
      id
      to {
        clientId
      }
    }
  }
`;

export const END_SESSION = /* GraphQL */ `
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      id
    }
  }
`;

export const REPORT_SESSIONS = /* GraphQL */ `
  mutation ReportSessions($input: ReportSessionsInput!) {
    reportSessions(input: $input) {
      close
    }
  }
`;

export const ACKNOWLEDGE_COMMAND = /* GraphQL */ `
  mutation AcknowledgeCommand($id: ID!, $result: CommandResult!) {
    acknowledgeCommand(id: $id, result: $result) {
      id
    }
  }
`;

export const COMMANDS = /* GraphQL */ `
  subscription Commands {
    commands {
      id
      kind
      sessionId
      data
    }
  }
`;

export interface EnrollClientData {
  enrollClient: { token: string; client: { id: string; alias: string | null }; signingKeys: unknown };
}

export interface StartSessionData {
  startSession: { id: string; to: { clientId: string } };
}

export interface ReportSessionsData {
  reportSessions: { close: string[] };
}

export interface CommandsData {
  commands: Command;
}

export type CommandKind = 'INCOMING_SESSION' | 'CLOSE_SESSION' | 'SET_ALIAS' | 'REMOVED' | 'SET_CONFIG';
export type CommandResult = 'CONFIRMED' | 'REJECTED';

/** Something that the portal wants done; delivered until it is acknowledged or has expired, so perhaps more than once. */
export interface Command {
  id: string;
  /** A newer portal may send kinds that this agent does not know. */
  kind: CommandKind | (string & {});
  sessionId: string | null;
  data: Record<string, unknown>;
}
