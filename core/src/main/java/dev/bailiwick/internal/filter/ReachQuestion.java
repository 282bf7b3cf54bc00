package dev.bailiwick.internal.filter;

import dev.bailiwick.audit.Event;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.Calls;
import dev.bailiwick.internal.access.AccessScope;
import dev.bailiwick.internal.access.Reaches;
import dev.bailiwick.internal.call.Caller;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.store.Reach;
import dev.bailiwick.store.View;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store's question about the reach of a permission among the rows of a type. A session has no
 * method for this question, since the answer comes with an unfiltered view of the store.
 *
 * @param tenant the tenant of the rows; the tenant of the actor if empty
 * @param user the user that has the permission; the actor of the session if empty
 * @param parent the type of the resource that each row names as its parent
 */
public record ReachQuestion(
    Optional<Tenant> tenant,
    Optional<UserId> user,
    Permission permission,
    ResourceType<?> type,
    Optional<ResourceType<?>> parent) {
  private static final AtomicReference<@Nullable Function<Object, Calls>> CALLS =
      new AtomicReference<>();

  /**
   * Sets the function that reads the calls behind a session. The class of sessions calls this
   * first; later calls change nothing.
   */
  public static void readCallsBy(Function<Object, Calls> calls) {
    CALLS.compareAndSet(null, calls);
  }

  /**
   * Asks the question for the actor of a session, as a call of that session.
   *
   * @param session a {@code dev.bailiwick.Session}
   * @param filter makes a filter from the view and the reach, and may read more from the view
   */
  public <R> R ask(Object session, BiFunction<View, Reach, R> filter) {
    Function<Object, Calls> calls = CALLS.get();
    if (calls == null) {
      throw new IllegalStateException("no session was made yet");
    }
    return calls
        .apply(session)
        .ask(Event.ACCESS_REACH, caller -> filter.apply(caller.view(), reach(caller)));
  }

  private Reach reach(Caller caller) {
    parent.ifPresent(caller.model()::checkType);
    return Reaches.of(new AccessScope(caller, tenant), user, permission, type);
  }
}
