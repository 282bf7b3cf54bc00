package dev.bailiwick.contract.topic.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Text;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamConflict;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Spellings that are equal only if lower case is normalised again: Unicode has a single character
 * for some small letters with a mark, and no such character for the capital with the same mark.
 */
public interface SpellingsContract extends ContractTopic {
  /** A capital with its mark as two characters, and the small letter with it as one. */
  Map<String, String> SPELLINGS =
      Map.of(
          "J\u030C", "\u01F0",
          "H\u0331", "\u1E96",
          "T\u0308", "\u1E97",
          "W\u030A", "\u1E98",
          "Y\u030A", "\u1E99");

  @Test
  default void a_capital_and_a_small_letter_with_the_same_mark_are_one_team_name() {
    World world = world();
    UserId olga = world.user("olga");
    var teams = world.as(olga, world.org("acme", olga)).teams();
    SPELLINGS.forEach(
        (capital, small) -> {
          teams.create(NewTeam.named(capital + "ana"));
          assertThatThrownBy(() -> teams.create(NewTeam.named(small + "ANA")))
              .isInstanceOfSatisfying(
                  TeamConflict.class,
                  taken -> assertThat(taken.rule()).isEqualTo(TeamConflict.Rule.NAME_TAKEN));
        });
  }

  @Test
  default void a_capital_and_a_small_letter_with_the_same_mark_are_one_address() {
    World world = world();
    SPELLINGS.forEach(
        (capital, small) -> {
          assertThat(Text.canonical(capital)).isEqualTo(small);
          UserId user =
              world
                  .system()
                  .users()
                  .register(Profile.empty().withVerifiedEmail(capital + "@a.test"))
                  .id();
          assertThat(world.system().users().get(user).email())
              .contains(Email.of(small + "@a.test"));
          assertThat(world.system().users().find(Email.of(small + "@A.test")).map(User::id))
              .contains(user);
          assertThatThrownBy(
                  () ->
                      world
                          .system()
                          .users()
                          .register(Profile.empty().withVerifiedEmail(small + "@a.test")))
              .isInstanceOf(EmailTaken.class);
        });
  }

  @Test
  default void a_capital_and_a_small_letter_with_the_same_mark_are_one_domain() {
    World world = world();
    OrgId acme = world.org("acme", world.user("olga"));
    world.domain(acme, "J\u030C.test", SignUp.JOIN);
    Email email = Email.of("jan@\u01F0.test");
    UserId jan = world.system().users().register(Profile.empty().withEmail(email.address())).id();
    world.system().users().verifyEmail(jan, email);
    assertThatCode(() -> world.system().orgs().members(acme).signUp(jan))
        .doesNotThrowAnyException();
    assertThat(new StoreRows(world.store()).find(view -> view.orgs().membership(acme, jan)))
        .isPresent();
  }
}
