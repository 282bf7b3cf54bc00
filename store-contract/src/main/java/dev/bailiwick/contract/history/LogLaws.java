package dev.bailiwick.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Audited;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.org.Org;
import dev.bailiwick.team.Seat;
import dev.bailiwick.team.Team;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The laws of the audit log: entry n of an org is what its revision n changed. */
public final class LogLaws {
  private LogLaws() {}

  /** 11. A revision of an org has its entry, and a call at most one entry for a tenant. */
  public static void aChangeHasOneEntryAndMovesEachTenantByOne(History history, HistoryStep step) {
    Map<Tenant, Long> before = step.before().revisions();
    Set<Tenant> logs = new HashSet<>();
    for (AuditEntry entry : step.entries()) {
      assertThat(logs.add(entry.tenant())).as("the only entry: %s", entry).isTrue();
      assertThat(entry.actor().from(step.actor().context())).isEqualTo(step.actor());
      assertThat(entry.event().name())
          .startsWith(step.move().substring(0, step.move().indexOf('.')));
      assertThat(entry.at()).isEqualTo(history.world().clock().instant());
      assertThat(entry.number()).isEqualTo(step.after().revisions().get(entry.tenant()));
    }
    assertThat(step.entries().isEmpty()).as("whether nothing shows").isNotEqualTo(step.changed());
    step.after()
        .revisions()
        .forEach(
            (tenant, revision) -> {
              long moves = revision - before.getOrDefault(tenant, 0L);
              assertThat(moves)
                  .as("how far %s moved", tenant)
                  .isBetween(0L, step.changed() ? 1L : 0L);
              if (tenant instanceof OrgId) {
                assertThat(logs.contains(tenant))
                    .as("whether %s, which moved by %s, has an entry", tenant, moves)
                    .isEqualTo(moves == 1);
              }
            });
  }

  /** 11, too. */
  public static void theLogOfAnOrgHoldsTheOrg(History history) {
    StoreContents contents = history.contents();
    for (Org org : contents.orgs()) {
      List<AuditEntry> log = history.world().log(org.id());
      long revision = contents.revisions().getOrDefault(org.id(), 0L);
      assertThat(log)
          .as("entry n for each revision n")
          .extracting(AuditEntry::number)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, revision).map(n -> revision + 1 - n).boxed().toList());
      Map<LogReplay.Thing, Map<String, String>> present = new HashMap<>();

      Stream.of(
              Stream.of(org),
              contents.memberships().stream().filter(m -> m.org().equals(org.id())),
              contents.roles().stream().filter(role -> role.org().equals(org.id())),
              contents.teams().stream().filter(team -> team.tenant().equals(org.id())),
              seats(contents, org.id()),
              contents.resources().stream().filter(r -> r.tenant().equals(org.id())),
              contents.grants().stream().filter(grant -> grant.tenant().equals(org.id())),
              contents.invitations().stream().filter(i -> i.tenant().equals(org.id())),
              contents.domains().stream().filter(domain -> domain.org().equals(org.id())),
              contents.joinRequests().stream().filter(asked -> asked.org().equals(org.id())))
          .flatMap(things -> things.map(Audited.class::cast))
          .forEach(
              thing ->
                  present.put(
                      new LogReplay.Thing(thing.itemType(), thing.auditKey()),
                      thing.auditProperties()));
      assertThat(LogReplay.of(log)).as("the log of %s, replayed", org.id()).isEqualTo(present);
    }
  }

  private static Stream<Seat> seats(StoreContents contents, OrgId org) {
    Set<TeamId> teams =
        contents.teams().stream()
            .filter(team -> team.tenant().equals(org))
            .map(Team::id)
            .collect(Collectors.toSet());
    return contents.seats().stream().filter(seat -> teams.contains(seat.team()));
  }
}
