package dev.bailiwick.contract.topic.invitation;

import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.EveryCall;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.isolation.ExistenceContract;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.invitation.InvitationMail;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Random histories with an attacker, who has one mailbox and any number of accounts, and who knows
 * every id, address and outdated code. The attacker never gains anything in an org whose admins and
 * host gave nothing to these accounts or to this mailbox.
 */
public interface AttackerContract extends ContractTopic {
  /** One history. */
  final class Play {
    private static final Email OWN_MAILBOX = Email.of("eve@world.test");

    private final World world;
    private final Random random;
    private final List<UserId> eves = new ArrayList<>();
    private final List<UserId> victims = new ArrayList<>();
    private final List<OrgId> targets;
    private final EveryCall.Reach reach;
    private final UserId admin;
    private final UserId second;
    private int accepted;
    private int refused;

    Play(World world, long seed) {
      this.world = world;
      random = new Random(seed);
      admin = world.user("olga");
      OrgId acme = world.invitingOrg("acme", admin);
      second = world.admin("adam", acme);
      OrgId globex = world.org("globex", admin);
      OrgId open = world.invitingOrg("open", admin);
      world.domain(open, "corp.test", SignUp.JOIN);
      targets = List.of(acme, globex, open);
      UserId eve = world.user("eve");
      eves.add(eve);
      OrgId evil = world.invitingOrg("evil", eve);
      reach =
          new EveryCall.Reach(
              ExistenceContract.Stage.things(world, evil, eve, "own", eve),
              ExistenceContract.Stage.things(
                  world, acme, world.member("mia", acme), "their", admin));
    }

    private Email victimMailbox() {
      return Email.of("v" + random.nextInt(6) + "@corp.test");
    }

    private UserId eve() {
      return eves.get(random.nextInt(eves.size()));
    }

    private OrgId target() {
      return targets.get(random.nextInt(targets.size()));
    }

    void step() {
      try {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> attack();
          case 4 -> takePart();
          case 5 -> note();
          case 6, 7 -> invite();
          case 8 -> signIn();
          case 9 -> accept();
          case 10 -> remove();
          default -> world.clock().advance(Duration.ofHours(random.nextInt(60)));
        }
        accepted++;
      } catch (BailiwickException failure) {
        refused++;
      }
    }

    /** Any call about the things of the others. */
    private void attack() {
      UserId eve = eve();
      Session session =
          random.nextBoolean()
              ? world.as(eve)
              : world.as(eve, random.nextBoolean() ? target() : reach.own().org());
      ImmutableList<EveryCall.Call> calls = EveryCall.all();
      try {
        calls.get(random.nextInt(calls.size())).made(session, reach);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof BailiwickException failure) {
          throw failure;
        }
        throw new AssertionError(e.getCause());
      }
    }

    /** A call about an invitation or a sign-up that is not hers. */
    private void takePart() {
      UserId eve = eve();
      List<Invitation> sent = StoreContents.of(world.store()).invitations();
      List<InvitationMail> mails = world.mails();
      switch (random.nextInt(5)) {
        case 0 -> {
          if (!sent.isEmpty()) {
            InvitationId any = sent.get(random.nextInt(sent.size())).id();
            world.as(eve).invitations().accept(any);
          }
        }
        case 1 -> {
          // She has seen the code of somebody's mail, but owns the account of her mailbox only.
          if (!mails.isEmpty()) {
            world
                .as(eves.get(0))
                .invitations()
                .accept(mails.get(random.nextInt(mails.size())).code());
          }
        }
        case 2 -> world.system().orgs().members(target()).signUp(eve);
        case 3 -> world.as(eve).orgs().acceptOwnership(target());
        default -> world.as(eve).users().update(eve, Profile.named("E").withEmail(victimMailbox()));
      }
    }

    /** A new account of hers, which notes an address of somebody. */
    private void note() {
      if (eves.size() < 5) {
        Email email = random.nextInt(3) == 0 ? OWN_MAILBOX : victimMailbox();
        eves.add(world.system().users().register(Profile.named("E").withEmail(email)).id());
      }
    }

    private void invite() {
      OrgId org = target();
      Session by =
          random.nextInt(4) == 0 && org.equals(targets.get(0))
              ? world.as(second, org)
              : world.as(admin, org);
      if (random.nextBoolean()) {
        by.orgs().members(org).add(member(victimMailbox()).withAdmin(random.nextBoolean()));
      } else {
        by.invitations()
            .send(org, victimMailbox(), Gift.membership().withAdmin(random.nextBoolean()));
      }
    }

    /** A person with one of the mailboxes signs in. */
    private void signIn() {
      Email email = victimMailbox();
      UserId person =
          world
              .system()
              .users()
              .ensure(
                  ExternalIdentity.of("idp", email.address()),
                  Profile.named("V").withVerifiedEmail(email))
              .id();
      if (!victims.contains(person)) {
        victims.add(person);
      }
    }

    private void accept() {
      if (!victims.isEmpty()) {
        Session person = world.as(victims.get(random.nextInt(victims.size())));
        person
            .invitations()
            .received(PageRequest.first())
            .items()
            .forEach(details -> person.invitations().accept(details.invitation().id()));
      }
    }

    private void remove() {
      if (!victims.isEmpty()) {
        world
            .as(admin)
            .orgs()
            .members(target())
            .remove(victims.get(random.nextInt(victims.size())));
      }
    }

    void check() {
      StoreContents contents = StoreContents.of(world.store());
      assertThat(contents.memberships())
          .as("memberships of the attacker")
          .noneMatch(m -> eves.contains(m.user()) && targets.contains(m.org()));
      assertThat(contents.grants())
          .as("grants to the attacker")
          .noneMatch(g -> eves.contains(g.accessor()) && targets.contains(g.tenant()));
      assertThat(contents.users())
          .as("a proved address of another person")
          .filteredOn(user -> eves.contains(user.id()) && user.emailVerifiedAt().isPresent())
          .allMatch(user -> user.email().equals(Optional.of(OWN_MAILBOX)));
    }
  }

  @Test
  default void an_attacker_gains_nothing_that_nobody_gave(TestReporter reporter) {
    int accepted = 0;
    int refused = 0;
    int members = 0;
    int steps = Math.max(120, Math.min(400, Integer.getInteger("bailiwick.steps", 300)));
    for (long seed = 1; seed <= 3; seed++) {
      Play play = new Play(world(), seed);
      for (int step = 0; step < steps; step++) {
        play.step();
        if (step % 10 == 0) {
          play.check();
        }
      }
      play.check();
      accepted += play.accepted;
      refused += play.refused;
      members +=
          (int)
              StoreContents.of(play.world.store()).memberships().stream()
                  .filter(m -> play.victims.contains(m.user()))
                  .count();
    }
    reporter.publishEntry(
        "attacker",
        "%d steps accepted, %d refused; memberships of invited people: %d"
            .formatted(accepted, refused, members));
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
    assertThat(members).as("memberships of people who were invited").isPositive();
  }
}
