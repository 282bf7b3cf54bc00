package dev.bailiwick.jdbc;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.Profile;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The statements of a call do not tell whether an account has the address that it names. */
class AddressStatementsTest {
  private static final Email ADDRESS = Email.of("someone@else.test");

  private enum State {
    UNKNOWN,
    NOTED,
    UNCLAIMED,
    VERIFIED,
    DEACTIVATED,
    LOCKED,
    BARRED
  }

  @Test
  void each_state_of_an_address_takes_the_same_statements() throws SQLException {
    Map<State, Map<String, List<String>>> sent = new LinkedHashMap<>();
    try {
      for (State state : State.values()) {
        sent.put(state, sent(state));
      }
    } finally {
      Databases.H2_MEMORY.recycle();
    }
    assertThat(sent)
        .allSatisfy(
            (state, calls) -> assertThat(calls).as("%s", state).isEqualTo(sent.get(State.UNKNOWN)));
  }

  private static Map<String, List<String>> sent(State state) throws SQLException {
    CountedStatements counted = new CountedStatements();
    JdbcStore store = JdbcStore.over(counted.around(Databases.H2_MEMORY.newDataSource()));
    Bailiwick bailiwick =
        Bailiwick.over(store).withInvitations(mail -> {}, InvitationLimits.standard());
    Session host = bailiwick.actingAs(Actor.system("test"));
    UserId olga = host.users().register(Profile.named("Olga")).id();
    UserId otto = host.users().register(Profile.named("Otto")).id();
    OrgId inviting = host.orgs().create(NewOrg.named("Inviting", olga)).id();
    OrgId other = host.orgs().create(NewOrg.named("Other", otto).withJoining(Joining.DIRECT)).id();
    Session admin = bailiwick.actingAs(Actor.user(olga).in(inviting));
    TeamId own = bailiwick.actingAs(Actor.user(olga)).teams().create(NewTeam.named("own")).id();
    Profile profile = Profile.named("Someone");
    switch (state) {
      case UNKNOWN -> {}
      case NOTED -> host.users().register(profile.withEmail(ADDRESS));
      case UNCLAIMED -> host.orgs().members(other).add(member(ADDRESS));
      default -> {
        UserId person = host.users().register(profile.withVerifiedEmail(ADDRESS)).id();
        if (state == State.DEACTIVATED) {
          host.users().deactivate(person);
        } else if (state == State.LOCKED) {
          host.users().lock(person);
        } else if (state == State.BARRED) {
          host.orgs().members(inviting).add(member(person));
          host.orgs().members(inviting).remove(person);
        }
      }
    }
    // The ids of the first block are used up.
    for (int i = 0; i < 60; i++) {
      store.write(Set.of(), tx -> tx.nextId());
    }
    Map<String, List<String>> sent = new LinkedHashMap<>();
    Session person = bailiwick.actingAs(Actor.user(olga));
    sent.put(
        "orgs.members.add",
        counted.during(() -> admin.orgs().members(inviting).add(member(ADDRESS))));
    sent.put(
        "the same again",
        counted.during(() -> admin.orgs().members(inviting).add(member(ADDRESS))));
    sent.put(
        "invitations.send",
        counted.during(
            () -> admin.invitations().send(inviting, ADDRESS, Gift.membership().asAdmin())));
    sent.put(
        "teams.members.add",
        counted.during(() -> person.teams().members(own).add(member(ADDRESS))));
    sent.put(
        "teams.members.remove",
        counted.during(() -> person.teams().members(own).remove(member(ADDRESS))));
    return sent;
  }
}
