package dev.bailiwick.jdbc.machines;

import static dev.bailiwick.jdbc.machines.Clients.DOC;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static dev.bailiwick.user.NewMember.member;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.audit.Event;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;

/**
 * Two things done at the same moment through two nodes, of which one has to be refused, or to come
 * before the other. Each race is run many times, each time among new people.
 */
final class Races {
  private final JdbcStore one;
  private final JdbcStore other;
  private final Session host;
  private int world;
  private boolean wrong;

  Races(JdbcStore one, JdbcStore other) {
    this.one = one;
    this.other = other;
    this.host = Clients.host(one);
  }

  /** A call, and what is said where it succeeds. */
  private interface Call {
    /** Makes it. */
    void make();
  }

  /** One race: what became of both, in words. */
  private interface Race {
    /** Runs it. */
    String run() throws Exception;
  }

  /** Runs all, each so often; what must not be is counted and says so. */
  void run(int rounds) throws Exception {
    race("two admins demote each other", rounds, this::demote);
    race("two admins remove each other", rounds, this::remove);
    race("two super users deactivate each other", rounds, this::deactivate);
    race("an org is handed to an account that is deactivated", rounds, this::hand);
    race("an admin is demoted while granting", rounds, this::grant);
    race("a person is added twice", rounds, this::addTwice);
    race("two sign-ups with one address", rounds, this::signUp);
    race("updates in opposite order", rounds, this::opposite);
    if (wrong) {
      throw new IllegalStateException("both did what only one may");
    }
  }

  private void race(String name, int rounds, Race race) throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      ends.merge(race.run(), 1, Integer::sum);
    }
    System.out.println(name + ": " + ends);
    wrong |= ends.keySet().stream().anyMatch(end -> end.contains("WRONG"));
  }

  private UserId person(String name) {
    return host.users().register(Profile.named(name)).id();
  }

  private OrgId org(UserId owner, NewMember... members) {
    OrgId org = host.orgs().create(NewOrg.named("Acme " + ++world, owner)).id();
    host.orgs().members(org).add(members);
    return org;
  }

  private static Session as(JdbcStore store, UserId user, OrgId org) {
    return Bailiwick.over(store).actingAs(Actor.user(user).in(org));
  }

  /** Makes both calls from a barrier, and answers what each was refused with. */
  private static List<Optional<BailiwickException>> both(Call first, Call second) {
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<CompletableFuture<Optional<BailiwickException>>> running = new ArrayList<>();
    for (Call call : List.of(first, second)) {
      running.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  barrier.await();
                  call.make();
                  return Optional.empty();
                } catch (BailiwickException refused) {
                  return Optional.of(refused);
                } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task).start()));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  /** In words, without saying which of both was first. */
  private static String ends(List<Optional<BailiwickException>> ends) {
    return String.join(
        " and ",
        ends.stream()
            .map(end -> end.map(e -> e.getClass().getSimpleName() + reason(e)).orElse("done"))
            .sorted()
            .toList());
  }

  private static String reason(BailiwickException e) {
    return e instanceof StoreFailure failure ? " (" + failure.getMessage() + ")" : "";
  }

  private static String judged(List<Optional<BailiwickException>> ends, boolean right) {
    return ends(ends) + (right ? "" : ": WRONG");
  }

  private static boolean oneDone(List<Optional<BailiwickException>> ends) {
    return ends.stream().filter(Optional::isEmpty).count() == 1;
  }

  private String demote() {
    UserId ann = person("Ann");
    UserId ben = person("Ben");
    OrgId acme = org(person("Olga"), member(ann).asAdmin(), member(ben).asAdmin());
    List<Optional<BailiwickException>> ends =
        both(
            () -> as(one, ann, acme).orgs().members(acme).revokeAdmin(ben),
            () -> as(other, ben, acme).orgs().members(acme).revokeAdmin(ann));
    return judged(ends, oneDone(ends));
  }

  private String remove() {
    UserId ann = person("Ann");
    UserId ben = person("Ben");
    OrgId acme = org(person("Olga"), member(ann).asAdmin(), member(ben).asAdmin());
    List<Optional<BailiwickException>> ends =
        both(
            () -> as(one, ann, acme).orgs().members(acme).remove(ben),
            () -> as(other, ben, acme).orgs().members(acme).remove(ann));
    long left = Page.all(host.orgs().members(acme)::list).count();
    return judged(ends, oneDone(ends) && left == 2);
  }

  private String deactivate() {
    UserId ann = person("Ann");
    UserId ben = person("Ben");
    host.users().makeSuperUser(ann);
    host.users().makeSuperUser(ben);
    List<Optional<BailiwickException>> ends =
        both(
            () -> Bailiwick.over(one).actingAs(Actor.user(ann)).users().deactivate(ben),
            () -> Bailiwick.over(other).actingAs(Actor.user(ben)).users().deactivate(ann));
    return judged(ends, oneDone(ends));
  }

  private String hand() {
    UserId olga = person("Olga");
    UserId ben = person("Ben");
    OrgId acme = org(olga, member(ben).asAdmin());
    List<Optional<BailiwickException>> ends =
        both(
            () -> Clients.host(one).orgs().transferOwnership(acme, ben),
            () -> Clients.host(other).users().deactivate(ben));
    // The account is switched off in each round; the org is handed over before that, or not at all.
    UserId owner = host.orgs().get(acme).owner();
    boolean handed = ends.get(0).isEmpty();
    return judged(ends, ends.get(1).isEmpty() && owner.equals(handed ? ben : olga));
  }

  private String grant() {
    UserId olga = person("Olga");
    UserId ann = person("Ann");
    UserId ben = person("Ben");
    OrgId acme = org(olga, member(ann).asAdmin(), member(ben));
    List<Optional<BailiwickException>> ends =
        both(
            () -> as(one, ann, acme).grants().grant(OPERATOR, DOC.id("plan"), ben),
            () -> as(other, olga, acme).orgs().members(acme).revokeAdmin(ann));
    long demoted = number(acme, "org.set_admin").orElseThrow();
    return judged(ends, number(acme, "grant.grant").map(granted -> granted < demoted).orElse(true));
  }

  private Optional<Long> number(OrgId org, String event) {
    return Page.all(
            page -> host.audit().ofOrg(org, AuditFilter.all().events(Event.of(event)), page))
        .map(AuditEntry::number)
        .findFirst();
  }

  private String addTwice() {
    OrgId acme = org(person("Olga"));
    String address = "new" + world + "@world.test";
    List<Optional<BailiwickException>> ends =
        both(
            () -> Clients.host(one).orgs().members(acme).add(member(address)),
            () -> Clients.host(other).orgs().members(acme).add(member(address)));
    long members = Page.all(host.orgs().members(acme)::list).count();
    return judged(ends, ends.stream().allMatch(Optional::isEmpty) && members == 2);
  }

  private String signUp() {
    String address = "one" + ++world + "@world.test";
    List<Optional<BailiwickException>> ends =
        both(
            () -> Clients.host(one).users().register(Profile.named("A").withVerifiedEmail(address)),
            () ->
                Clients.host(other)
                    .users()
                    .register(
                        Profile.named("B")
                            .withVerifiedEmail(address.toUpperCase(java.util.Locale.ROOT))));
    return judged(ends, oneDone(ends));
  }

  private String opposite() {
    UserId olga = person("Olga");
    UserId ann = person("Ann");
    UserId ben = person("Ben");
    OrgId acme = org(olga, member(ann), member(ben));
    List<Optional<BailiwickException>> ends =
        both(
            () -> as(one, olga, acme).orgs().members(acme).makeAdmin(ann, ben),
            () -> as(other, olga, acme).orgs().members(acme).deactivate(ben, ann));
    return judged(ends, ends.stream().allMatch(Optional::isEmpty));
  }
}
