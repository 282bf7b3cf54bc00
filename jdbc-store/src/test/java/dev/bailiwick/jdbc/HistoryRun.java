package dev.bailiwick.jdbc;

import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.history.History;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.store.Store;
import java.util.List;
import java.util.stream.Stream;

/** A random history of the contract's over a store, for laws that the contract does not know. */
final class HistoryRun {
  private final History history;
  private final List<Integer> numbers;
  private int next;

  /** A history that has not gone on yet; the same seed gives the same one. */
  HistoryRun(Store store, long seed, int length) {
    history = new History(store);
    numbers = History.numbers(seed, length);
  }

  /** Goes on by so many steps, unless it is at its end. */
  boolean goOn(int steps) {
    for (int i = 0; i < steps && next < numbers.size(); i++) {
      history.step(numbers.get(next++));
    }
    return next < numbers.size();
  }

  /** The world in which it happens. */
  World world() {
    return history.world();
  }

  /** Every user of the history, erased ones included. */
  List<UserId> users() {
    return history.contents().users().stream().map(user -> user.id()).toList();
  }

  /** The orgs, and every person with resources of their own. */
  List<Tenant> tenants() {
    return Stream.<Tenant>concat(
            history.contents().liveOrgs().stream().map(OrgId.class::cast),
            history.contents().resources().stream()
                .map(Resource::tenant)
                .filter(tenant -> tenant instanceof UserId))
        .distinct()
        .toList();
  }

  /** The steps so far, for a failure's message. */
  String told() {
    return String.join("\n", history.steps());
  }
}
