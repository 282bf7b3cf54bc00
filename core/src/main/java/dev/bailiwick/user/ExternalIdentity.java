package dev.bailiwick.user;

import dev.bailiwick.id.Text;
import java.util.Comparator;

/**
 * How another system knows a user: an identity provider and its subject, or the host's own users
 * table and its key. Both are kept and compared byte for byte.
 *
 * @param issuer the identity provider or table, such as {@code https://accounts.example.com} or
 *     {@code users}
 * @param subject the user there
 */
public record ExternalIdentity(String issuer, String subject)
    implements Comparable<ExternalIdentity> {
  private static final Comparator<ExternalIdentity> ORDER =
      Comparator.comparing(ExternalIdentity::issuer, Text.ORDER)
          .thenComparing(ExternalIdentity::subject, Text.ORDER);

  /** Refuses an empty, overlong or malformed part. */
  public ExternalIdentity {
    Text.id(issuer, "identity.issuer");
    Text.id(subject, "identity.subject");
  }

  /** The identity of {@code subject} as {@code issuer} states it. */
  public static ExternalIdentity of(String issuer, String subject) {
    return new ExternalIdentity(issuer, subject);
  }

  @Override
  public int compareTo(ExternalIdentity other) {
    return ORDER.compare(this, other);
  }
}
