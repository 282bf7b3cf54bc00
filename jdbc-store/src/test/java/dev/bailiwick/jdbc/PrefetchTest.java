package dev.bailiwick.jdbc;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.store.View;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The announcements of a view save statements, and change no answer. */
class PrefetchTest {
  private final CountedStatements counted = new CountedStatements();
  private JdbcStore store;
  private UserId olga;
  private UserId bob;
  private OrgId acme;
  private TeamId ops;

  @BeforeEach
  void an_org_with_a_team() {
    store = JdbcStore.over(counted.around(Databases.H2_MEMORY.newDataSource()));
    Session system = Bailiwick.over(store).actingAs(Actor.system("test"));
    olga = system.users().register(Profile.named("Olga").withVerifiedEmail("olga@acme.com")).id();
    acme = system.orgs().create(NewOrg.named("Acme", olga).withJoining(Joining.DIRECT)).id();
    Session admin = Bailiwick.over(store).actingAs(Actor.user(olga).in(acme));
    bob = admin.orgs().members(acme).add(member("bob@acme.com")).value().get(0).id();
    ops = admin.teams().create(NewTeam.named("ops").with(member(bob))).id();
  }

  @AfterEach
  void recycle() {
    Databases.H2_MEMORY.recycle();
  }

  @Test
  void an_org_or_a_team_is_read_together_with_the_membership_of_the_named_actor() {
    Function<View, List<Object>> org =
        view -> List.of(view.orgs().find(acme), view.orgs().membership(acme, olga));
    saves(1, view -> view.readsFor(Actor.user(olga)), org);
    Function<View, List<Object>> team =
        view -> List.of(view.teams().find(ops), view.teams().seat(ops, bob));
    saves(1, view -> view.readsFor(Actor.user(bob)), team);
  }

  @Test
  void the_memberships_of_announced_users_are_read_together() {
    saves(
        1,
        view -> view.prefetch(acme, List.of(olga, bob), List.of()),
        view -> List.of(view.orgs().membership(acme, olga), view.orgs().membership(acme, bob)));
  }

  @Test
  void the_account_of_an_announced_user_is_read_together_with_the_org_and_the_membership() {
    saves(
        2,
        view -> view.prefetch(acme, List.of(bob), List.of()),
        view ->
            List.of(
                view.users().find(bob), view.orgs().find(acme), view.orgs().membership(acme, bob)));
  }

  private void saves(
      int statements, Consumer<View> announcement, Function<View, List<Object>> question) {
    List<Object> answers = new ArrayList<>();
    int plain =
        counted.during(() -> answers.addAll(store.read(Consistency.latest(), question))).size();
    List<Object> announced = new ArrayList<>();
    int together =
        counted
            .during(
                () ->
                    announced.addAll(
                        store.read(
                            Consistency.latest(),
                            view -> {
                              announcement.accept(view);
                              return question.apply(view);
                            })))
            .size();
    assertThat(announced).isEqualTo(answers);
    assertThat(together).isEqualTo(plain - statements);
  }
}
