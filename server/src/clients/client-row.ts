import type { Client } from './client.entity.ts';

/** A client as the API shows it: its properties are the fields. */
export type ClientRow = Omit<
  Client,
  'hardwareId' | 'nodeId' | 'epoch' | 'bootId' | 'configurationOffered' | 'configurationOfferedAt'
>;

/** The columns of a `ClientRow`, of `client c`. */
export const CLIENT_COLUMNS = `c.account_id AS "accountId", c.id, c.alias, c.platform, c.host_name AS "hostName", c.version,
  c.comment, c.presence, c.online_since AS "onlineSince", c.last_seen_at AS "lastSeenAt",
  c.clock_skew_seconds AS "clockSkewSeconds", c.suspected_clone_at AS "suspectedCloneAt",
  c.active_sessions AS "activeSessions", c.enrolled_at AS "enrolledAt", c.connection_type AS "connectionType",
  c.custom_client_id AS "customClientId", c.configuration_version AS "configurationVersion"`;
