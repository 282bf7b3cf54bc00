package dev.bailiwick.user;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ComparisonChain;
import com.google.common.collect.Ordering;
import dev.bailiwick.id.Instants;
import dev.bailiwick.id.UserId;
import java.time.Instant;

/**
 * An entry in the history of a user's sign-ins. It has neither the name that was typed nor anything
 * about the client. An entry is in no audit log.
 *
 * @param user the account
 * @param at the instant, by the host's clock
 * @param id a random number, which tells entries of the same instant apart
 * @param kind the way and the outcome
 */
public record SignInEntry(UserId user, Instant at, long id, Kind kind) {
  /**
   * The history of a user has at most this many entries of each kind; a new one then replaces the
   * oldest.
   */
  public static final int KEPT = 100;

  /** The ways and outcomes of sign-ins. */
  public enum Kind {
    /** The user signed in by password, with every factor that the host requires. */
    PASSWORD,
    /** The host signed the user in ({@code users().signIn}). */
    HOST,
    /**
     * The password was correct, and signed nobody in by itself: a second factor was still to come,
     * or the password had to be changed first.
     */
    FIRST_FACTOR,
    /** A password was wrong, or correct for an account that could not be used. */
    FAILED
  }

  /**
   * The place of an entry in a history: newest first.
   *
   * @param at the instant of the entry
   * @param id the random number of the entry
   */
  public record Key(Instant at, long id) implements Comparable<Key> {
    /** Refuses a null. */
    public Key {
      given(at, "sign_in.at");
    }

    @Override
    public int compareTo(Key other) {
      return ComparisonChain.start()
          .compare(at, other.at, Ordering.natural().reverse())
          .compare(id, other.id, Ordering.natural().reverse())
          .result();
    }
  }

  /** Refuses nulls, and an instant that no store can hold. */
  public SignInEntry {
    given(user, "sign_in.user");
    given(kind, "sign_in.kind");
    at = Instants.kept(given(at, "sign_in.at"), "sign_in.at");
  }

  /** Returns the place of this entry in the history of its user. */
  public Key key() {
    return new Key(at, id);
  }
}
