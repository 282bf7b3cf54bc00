package dev.bailiwick;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.access.AccessDenied;
import dev.bailiwick.access.Explanation;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.error.NotPermitted;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.Text;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.internal.call.Request;
import dev.bailiwick.internal.value.Required;
import dev.bailiwick.internal.write.Change;
import dev.bailiwick.internal.write.Plan;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.StandingLost;
import dev.bailiwick.store.View;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.IdentityTaken;
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

  private final Host host;
  private final Request request;

  Session(Host host, Request request) {
    this.host = host;
    this.request = request;
  }

  /** The same, with a reason that the audit log keeps with each change. */
  public Session because(String newReason) {
    Required.given(newReason, "reason");
    return new Session(host, request.because(Text.text(newReason, "reason")));
  }

  /**
   * The same for one change, which is made once however often it is asked for under this id. Who
   * does not know whether it was made, because the reply was lost, asks again, with the same
   * arguments and reason, and is told what was done: of accounts, orgs, teams, their members and
   * resources, as they are by then and as the actor may see them; of all else as it was, with the
   * revision of the change. A change that is refused, or fails, takes no id.
   *
   * <p>An id counts for this actor in this org, or in none, for {@link
   * dev.bailiwick.id.Limits#OPERATION_KEPT}. Questions have no use for one. It is stored as it is,
   * so it should tell nothing of a person.
   *
   * <p>Each change throws {@link OperationReused} if the id was used for another request.
   *
   * @param id 1 to {@link dev.bailiwick.id.Limits#ID_BYTES} bytes of UTF-8, such as a random UUID
   */
  public Session operation(String id) {
    return new Session(host, request.operation(Text.id(id, "operation")));
  }

  /** The same, with answers at least this fresh. Changes always start from the latest state. */
  public Session at(Consistency newConsistency) {
    Required.given(newConsistency, "consistency");
    return new Session(host, request.at(newConsistency));
  }

  /** Who acts. */
  public Actor actor() {
    return request.actor();
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
      AccessDenied denied = new AccessDenied(actor(), permission, resource.key());
      host.listener().refused(actor(), "require", denied);
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

  Host host() {
    return host;
  }

  Request request() {
    return request;
  }

  /** Answers a question of an actor whose account counts, from one moment. */
  <R> R read(String action, Function<Caller, R> question) {
    return ask(action, caller -> question.apply(caller.inUse(action)));
  }

  /** Answers a question of any actor from one moment. */
  <R> R ask(String action, Function<Caller, R> question) {
    return heard(
        action,
        met ->
            host.store()
                .read(
                    request.consistency(),
                    view -> {
                      Caller caller = caller(view);
                      R answer = question.apply(caller);
                      met.addAll(caller.unknownRoles());
                      return answer;
                    }));
  }

  /**
   * Makes a change: authorised without a lock, so that nobody who is refused holds anybody up; then
   * once more under the locks, where what it goes on from cannot change any more; then made,
   * recorded and committed as one. The clock is read under the locks, so that a grant that ends
   * while the change waits for them gives nothing. What the authorisation relied on of the actor
   * and no lock keeps is judged once more at the commit; if it is gone, all is tried again.
   *
   * @param arguments of the call: what tells it from another request under the same operation id
   */
  <P, R> R write(
      String event,
      List<?> arguments,
      Outcome<R> outcome,
      Function<Caller, Plan<P>> authorise,
      BiFunction<Change, P, R> make) {
    Optional<Once<R>> once =
        request.operationId().map(id -> new Once<>(request, id, event, arguments, outcome));
    return heard(
        event,
        met -> {
          for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<R> made =
                once.isPresent()
                    ? onceAtMost(event, once.get(), authorise, make, attempt)
                    : attempt(event, once, authorise, make, attempt);
            if (made.isPresent()) {
              return made.get();
            }
          }
          throw new StoreFailure("others kept changing what " + event + " is about", true);
        });
  }

  /** One try of a change that may have been made under its operation id, or be made meanwhile. */
  private <P, R> Optional<R> onceAtMost(
      String event,
      Once<R> once,
      Function<Caller, Plan<P>> authorise,
      BiFunction<Change, P, R> make,
      int attempt) {
    try {
      return attempt(event, Optional.of(once), authorise, make, attempt);
    } catch (StoreFailure failure) {
      throw failure;
    } catch (BailiwickException failure) {
      // Whoever made it meanwhile may be the reason why it cannot be made any more.
      Optional<R> done =
          host.store().read(Consistency.latest(), view -> once.done(caller(view).inUse(event)));
      if (done.isEmpty() && !(failure instanceof OperationReused)) {
        throw failure;
      }
      return done;
    }
  }

  /** One try of a change: its result, unless others came in between. */
  private <P, R> Optional<R> attempt(
      String event,
      Optional<Once<R>> once,
      Function<Caller, Plan<P>> authorise,
      BiFunction<Change, P, R> make,
      int attempt) {
    AtomicReference<Set<Tenant>> locks = new AtomicReference<>(ImmutableSet.of());
    AtomicReference<Optional<R>> done = new AtomicReference<>(Optional.empty());
    try {
      return host.store()
          .write(
              view -> {
                Caller caller = caller(view).inUse(event);
                done.set(once.flatMap(operation -> operation.done(caller)));
                locks.set(
                    done.get().isPresent() ? ImmutableSet.of() : authorise.apply(caller).locks());
                return locks.get();
              },
              tx -> {
                if (done.get().isPresent()) {
                  return done.get();
                }
                Caller caller = caller(tx).inUse(event);
                Plan<P> plan = authorise.apply(caller);
                if (!locks.get().containsAll(plan.locks())) {
                  return Optional.empty();
                }
                Change change = new Change(event, request, caller, tx, plan.log());
                R result = make.apply(change, plan.found());
                once.ifPresent(operation -> operation.keep(tx, caller, result));
                change.finish();
                caller.standingBeside(locks.get()).ifPresent(tx::requireAtCommit);
                return Optional.of(result);
              });
    } catch (StandingLost lost) {
      // Authorised anew, they are refused, or what changed was not what they need.
      return Optional.empty();
    } catch (EmailTaken | IdentityTaken taken) {
      // Somebody new became known while this waited: look once more, and find them.
      if (attempt == ATTEMPTS) {
        throw taken;
      }
      host.store()
          .read(Consistency.latest(), view -> authorise.apply(caller(view).inUse(event)).locks());
      return Optional.empty();
    }
  }

  /** The actor at the moment of a view, and at the time at which it is seen. */
  private Caller caller(View view) {
    return new Caller(request.actor(), host.model(), view, host.now());
  }

  /** Tells the listener, outside every lock, of refusals and of roles that nobody defines. */
  private <R> R heard(String action, Function<List<Grant>, R> call) {
    List<Grant> unknownRoles = new ArrayList<>();
    try {
      R result = call.apply(unknownRoles);
      unknownRoles.forEach(host.listener()::unknownRole);
      return result;
    } catch (NotPermitted refusal) {
      host.listener().refused(actor(), action, refusal);
      throw refusal;
    }
  }
}
