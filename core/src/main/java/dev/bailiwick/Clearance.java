package dev.bailiwick;

import dev.bailiwick.id.Tenant;

/** What goes with a tenant: everything in it. */
final class Clearance {
  private Clearance() {}

  /** Deletes every grant, team and resource of a tenant. */
  static void clear(Change change, Tenant tenant) {
    Lists.grants(change.view(), tenant).toList().forEach(change::delete);
    Lists.teams(change.view(), tenant)
        .toList()
        .forEach(
            team -> {
              Lists.seats(change.view(), team.id())
                  .toList()
                  .forEach(seat -> change.delete(tenant, seat));
              change.delete(team);
            });
    Lists.resources(change.view(), tenant).toList().forEach(change::delete);
  }
}
