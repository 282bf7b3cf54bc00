package dev.bailiwick.internal.history;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.id.UserId;
import dev.bailiwick.internal.call.Host;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.UseSubject;
import dev.bailiwick.store.View;
import dev.bailiwick.user.SignInEntry;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Records sign-ins, in units of work of their own: a sign-in takes no lock of a tenant and moves no
 * revision. In a store without histories it does nothing.
 *
 * @param isKept whether the store keeps histories
 */
public record SignInRecord(boolean isKept) {
  /** Returns the record of the store of a view. Reads nothing. */
  public static SignInRecord of(View view) {
    return new SignInRecord(view.has(Part.HISTORY));
  }

  /** Returns a new entry. */
  public static SignInEntry entry(UserId user, Instant at, SignInEntry.Kind kind) {
    return new SignInEntry(user, at, ThreadLocalRandom.current().nextLong(), kind);
  }

  /** Records that a user has signed in. A store within a transaction of the host joins it. */
  public void signedIn(Host host, UserId user, SignInEntry.Kind kind) {
    if (isKept) {
      Instant now = host.now();
      Store store = host.store();
      store.<Boolean>write(
          ImmutableSet.of(),
          tx -> {
            LastUse.touch(tx, ImmutableSet.of(UseSubject.of(user)), now);
            tx.history().add(entry(user, now, kind));
            return true;
          });
    }
  }
}
