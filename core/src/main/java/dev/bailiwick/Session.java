package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.IdentityTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What one actor can ask and do. Immutable, cheap to make, good for one request or for many; every
 * call is authorised as the actor is at that moment.
 *
 * <p>Whoever may not make a call is refused with {@link dev.bailiwick.access.NoPermission}; what
 * lies out of the actor's reach is answered like what does not exist, with a {@link
 * dev.bailiwick.error.NotFound}. A store that cannot answer throws {@link StoreFailure}. This holds
 * for every call below and is not repeated at each.
 */
public final class Session {
  /** How often a change is tried anew because others came in between. */
  private static final int ATTEMPTS = 8;

  private final Bailiwick bailiwick;
  private final Actor actor;
  private final Optional<String> reason;
  private final Consistency consistency;

  Session(Bailiwick bailiwick, Actor actor, Optional<String> reason, Consistency consistency) {
    this.bailiwick = bailiwick;
    this.actor = actor;
    this.reason = reason;
    this.consistency = consistency;
  }

  /** The same, with a reason that the audit log keeps with each change. */
  public Session because(String newReason) {
    Required.given(newReason, "reason");
    return new Session(bailiwick, actor, Optional.of(Text.text(newReason, "reason")), consistency);
  }

  /** The same, with answers at least this fresh. Changes always start from the latest state. */
  public Session at(Consistency newConsistency) {
    Required.given(newConsistency, "consistency");
    return new Session(bailiwick, actor, reason, newConsistency);
  }

  /** Who acts. */
  public Actor actor() {
    return actor;
  }

  /**
   * Whether the actor has the permission on the resource. The host's own code has every permission;
   * a super user has those that they were granted.
   *
   * @throws dev.bailiwick.error.InvalidParameter if the model knows no such permission or type
   */
  public boolean may(Permission permission, ResourceRef resource) {
    return access().may(permission, resource);
  }

  /**
   * Refuses to go on unless {@link #may} the actor.
   *
   * @throws AccessDenied if not
   */
  public void require(Permission permission, ResourceRef resource) {
    Required.given(permission, "permission", resource, "resource");
    if (!may(permission, resource)) {
      AccessDenied denied = new AccessDenied(actor, permission, resource.key());
      bailiwick.listener().refused(actor, "require", denied);
      throw denied;
    }
  }

  /** Whether the actor may, and why: every path of an allow, the failing steps of a deny. */
  public Explanation explain(Permission permission, ResourceRef resource) {
    return access().explain(permission, resource);
  }

  /** Accounts. */
  public Users users() {
    return new Users(this);
  }

  /** Orgs, their members and roles. */
  public Orgs orgs() {
    return new Orgs(this);
  }

  /** Teams and their members. */
  public Teams teams() {
    return new Teams(this);
  }

  /** Registered resources. */
  public Resources resources() {
    return new Resources(this);
  }

  /** Who has which role on what. */
  public Grants grants() {
    return new Grants(this);
  }

  /** Questions about anybody. */
  public Access access() {
    return new Access(this, Optional.empty());
  }

  /** What was done, and by whom. */
  public AuditLog audit() {
    return new AuditLog(this);
  }

  /** A tenant out of the store, or into it: for the host's own code. */
  public Transfer transfer() {
    return new Transfer(this);
  }

  Bailiwick bailiwick() {
    return bailiwick;
  }

  Optional<String> reason() {
    return reason;
  }

  /** Answers a question of an actor whose account counts, from one moment. */
  <R> R read(String action, Function<Caller, R> question) {
    return ask(action, caller -> question.apply(caller.inUse(action)));
  }

  /** Answers a question of any actor from one moment. */
  <R> R ask(String action, Function<Caller, R> question) {
    return heard(
        action,
        (now, met) ->
            bailiwick
                .store()
                .read(
                    consistency,
                    view -> {
                      Caller caller = new Caller(this, view, now);
                      R answer = question.apply(caller);
                      met.addAll(caller.unknownRoles());
                      return answer;
                    }));
  }

  /**
   * Makes a change: authorised without a lock, so that nobody who is refused holds anybody up; then
   * once more under the locks, where what it goes on from cannot change any more; then made,
   * recorded and committed as one.
   */
  <P, R> R write(String event, Function<Caller, Plan<P>> authorise, BiFunction<Change, P, R> make) {
    return heard(
        event,
        (now, met) -> {
          for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<R> made = attempt(event, authorise, make, now, attempt);
            if (made.isPresent()) {
              return made.get();
            }
          }
          throw new StoreFailure("others kept changing what " + event + " is about", true);
        });
  }

  /** One try of a change: its result, unless others came in between. */
  private <P, R> Optional<R> attempt(
      String event,
      Function<Caller, Plan<P>> authorise,
      BiFunction<Change, P, R> make,
      Instant now,
      int attempt) {
    AtomicReference<Set<Tenant>> locks = new AtomicReference<>(ImmutableSet.of());
    try {
      return bailiwick
          .store()
          .write(
              view -> {
                Plan<P> plan = authorise.apply(new Caller(this, view, now).inUse(event));
                locks.set(plan.locks());
                return plan.locks();
              },
              tx -> {
                Caller caller = new Caller(this, tx, now).inUse(event);
                Plan<P> plan = authorise.apply(caller);
                if (!locks.get().containsAll(plan.locks())) {
                  return Optional.empty();
                }
                Change change = new Change(event, this, caller, tx, plan.log());
                R result = make.apply(change, plan.found());
                change.finish();
                return Optional.of(result);
              });
    } catch (EmailTaken | IdentityTaken taken) {
      // Somebody new became known while this waited: look once more, and find them.
      if (attempt == ATTEMPTS) {
        throw taken;
      }
      bailiwick
          .store()
          .read(
              Consistency.latest(),
              view -> authorise.apply(new Caller(this, view, now).inUse(event)).locks());
      return Optional.empty();
    }
  }

  /** Tells the listener, outside every lock, of refusals and of roles that nobody defines. */
  private <R> R heard(String action, BiFunction<Instant, List<Grant>, R> call) {
    List<Grant> unknownRoles = new ArrayList<>();
    try {
      R result = call.apply(bailiwick.now(), unknownRoles);
      unknownRoles.forEach(bailiwick.listener()::unknownRole);
      return result;
    } catch (NotPermitted refusal) {
      bailiwick.listener().refused(actor, action, refusal);
      throw refusal;
    }
  }
}
