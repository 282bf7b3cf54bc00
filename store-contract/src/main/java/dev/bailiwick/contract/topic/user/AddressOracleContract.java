package dev.bailiwick.contract.topic.user;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.Session;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every call that takes an address answers the same, for every actor below the host, whatever
 * account has the address.
 */
public interface AddressOracleContract extends ContractTopic {
  /** The states of an address. */
  enum State {
    /** No account has it. */
    UNKNOWN,
    /** A person has noted it. */
    NOTED,
    /** Another org has made an account for it. */
    UNCLAIMED,
    /** A person has proved it. */
    VERIFIED,
    /** Its account is deactivated. */
    DEACTIVATED,
    /** Its account is locked. */
    LOCKED,
    /** Its person was removed from the org. */
    BARRED,
    /** Another org has invited it. */
    INVITED_ELSEWHERE
  }

  /** The address. */
  Email ADDRESS = Email.of("someone@else.test");

  /** A world with the same ids in each state. */
  final class Stage {
    private final World world;
    private final OrgId inviting;
    private final OrgId direct;
    private final TeamId team;
    private final TeamId own;
    private final ImmutableMap<String, Session> actors;

    Stage(World world, State state) {
      this.world = world;
      UserId olga = world.user("olga");
      UserId otto = world.user("otto");
      inviting = world.invitingOrg("inviting", olga);
      direct = world.org("direct", olga);
      final OrgId elsewhere = world.org("elsewhere", otto);
      UserId mia = world.member("mia", inviting);
      world.join(direct, mia);
      team = world.team("ops", inviting, mia, mia);
      own = world.as(olga).teams().create(NewTeam.named("own")).id();
      prepare(state, elsewhere);
      actors =
          ImmutableMap.of(
              "admin", world.as(olga, inviting),
              "admin without an org", world.as(olga),
              "admin who adds at once", world.as(olga, direct),
              "member", world.as(mia, inviting),
              "stranger", world.as(otto));
    }

    private void prepare(State state, OrgId elsewhere) {
      UserId decoy = world.user("decoy");
      Profile profile = Profile.named("Someone");
      boolean verified = state.compareTo(State.VERIFIED) >= 0 && state != State.INVITED_ELSEWHERE;
      // In each state, two accounts are made and two invitations are sent.
      UserId person =
          world
              .system()
              .users()
              .register(
                  verified
                      ? profile.withVerifiedEmail(ADDRESS)
                      : state == State.NOTED
                          ? profile.withEmail(ADDRESS)
                          : profile.withVerifiedEmail("other@else.test"))
              .id();
      world
          .system()
          .orgs()
          .members(elsewhere)
          .add(state == State.UNCLAIMED ? member(ADDRESS) : member("third@else.test"));
      world
          .system()
          .invitations()
          .send(
              elsewhere,
              state == State.INVITED_ELSEWHERE ? ADDRESS : Email.of("fourth@else.test"),
              Gift.membership());
      if (state == State.DEACTIVATED) {
        world.system().users().deactivate(person);
      } else if (state == State.LOCKED) {
        world.system().users().lock(person);
      }
      // In every state somebody is removed.
      join(state == State.BARRED ? person : decoy);
    }

    private void join(UserId person) {
      for (OrgId org : List.of(inviting, direct)) {
        world.join(org, person);
        world.system().orgs().members(org).remove(person);
      }
    }

    private Session actor(String name) {
      return Optional.ofNullable(actors.get(name)).orElseThrow();
    }

    /** The answers to every call that takes an address, by the calls. */
    Map<String, String> answers(Session session) {
      long number = world.log(inviting).get(0).number();
      ImmutableMap.Builder<String, String> answers = ImmutableMap.builder();
      for (Class<?> type : EveryCall.CLASSES) {
        for (Object receiver : receivers(session, type)) {
          for (Method method : EveryCall.methods(type)) {
            args(method)
                .ifPresent(
                    args ->
                        answers.put(
                            answers.buildOrThrow().size() + " " + method.getName(),
                            answer(receiver, method, args)));
          }
        }
      }
      answers.put("log", log(session, number));
      return answers.buildOrThrow();
    }

    private List<Object> receivers(Session session, Class<?> type) {
      return switch (type.getSimpleName()) {
        case "Session" -> List.of();
        case "Users" -> List.of(session.users());
        case "UserEmails" -> List.of(session.users().emails(session.actor().user().orElseThrow()));
        case "OrgMembers" ->
            List.of(session.orgs().members(inviting), session.orgs().members(direct));
        case "Teams" -> List.of(session.teams());
        case "TeamMembers" -> List.of(session.teams().members(team), session.teams().members(own));
        case "Invitations" -> List.of(session.invitations());
        default -> List.of();
      };
    }

    /** The arguments of a call with the address; empty for a call that takes none. */
    private Optional<Object[]> args(Method method) {
      boolean first = true;
      boolean takes = false;
      List<Optional<Object>> args = new ArrayList<>();
      for (Class<?> type : method.getParameterTypes()) {
        Optional<Object> arg = withAddress(type, first);
        takes |= arg.isPresent();
        first = false;
        args.add(arg);
      }
      boolean ofIds =
          Arrays.stream(method.getGenericParameterTypes())
              .anyMatch(type -> type.getTypeName().contains("<dev.bailiwick.id"));
      if (!takes || ofIds) {
        return Optional.empty();
      }
      Object[] values = new Object[args.size()];
      for (int i = 0; i < values.length; i++) {
        Class<?> type = method.getParameterTypes()[i];
        values[i] = args.get(i).orElseGet(() -> other(type));
      }
      return Optional.of(values);
    }

    private static Optional<Object> withAddress(Class<?> type, boolean first) {
      return switch (type.getSimpleName()) {
        case "Email" -> Optional.of(ADDRESS);
        case "Profile" -> Optional.of(Profile.named("New").withEmail(ADDRESS));
        case "NewMember" -> Optional.of(member(ADDRESS));
        case "NewMember[]" ->
            Optional.of(
                new NewMember[] {first ? member(ADDRESS).asAdmin() : member("more@else.test")});
        case "NewTeam" -> Optional.of(NewTeam.named("with").with(member(ADDRESS)));
        case "TeamChange" -> Optional.of(TeamChange.builder().addMembers(member(ADDRESS)).build());
        case "Collection" ->
            Optional.of(ImmutableList.of(member(ADDRESS), member("more@else.test")));
        default -> Optional.empty();
      };
    }

    private Object other(Class<?> type) {
      return switch (type.getSimpleName()) {
        case "OrgId" -> inviting;
        case "AddressCode" -> AddressCode.of("a".repeat(43));
        case "UserId" ->
            world.system().users().find(Email.of("olga@world.test")).orElseThrow().id();
        case "TeamId" -> team;
        case "Gift" -> Gift.membership();
        case "ExternalIdentity" -> ExternalIdentity.of("idp", "new");
        default -> throw new AssertionError("add a value for a parameter of the type " + type);
      };
    }

    private static String answer(Object receiver, Method method, Object[] args) {
      try {
        return String.valueOf(method.invoke(receiver, args));
      } catch (InvocationTargetException e) {
        return String.valueOf(e.getCause());
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }

    private String log(Session session, long after) {
      try {
        return session
            .audit()
            .ofOrgAfter(inviting, after, AuditFilter.all(), PageRequest.first())
            .items()
            .toString();
      } catch (BailiwickException refused) {
        return String.valueOf(refused);
      }
    }
  }

  // 55 to 57.
  @Test
  default void every_call_with_an_address_answers_alike_in_each_state_of_the_address() {
    List<String> names =
        List.of("admin", "admin without an org", "admin who adds at once", "member", "stranger");
    for (String actor : names) {
      Map<String, String> expected = null;
      int mails = 0;
      for (State state : State.values()) {
        Stage stage = new Stage(world(), state);
        int before = stage.world.mails().size();
        Map<String, String> answers = stage.answers(stage.actor(actor));
        int sent = stage.world.mails().size() - before;
        if (expected == null) {
          assertThat(answers).as("calls with an address").hasSizeGreaterThan(15);
          expected = answers;
          mails = sent;
        }
        assertThat(answers).as("the answers to the %s, %s", actor, state).isEqualTo(expected);
        // A mailbox gets few mails a day, from all orgs together. The actor does not see this.
        assertThat(state == State.INVITED_ELSEWHERE ? Math.max(sent, mails) : sent)
            .as("mails for the %s, %s", actor, state)
            .isEqualTo(mails);
      }
    }
  }
}
