package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.user.ClaimTerms;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import dev.bailiwick.user.UserStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a query for accounts: an account with one of its identities.
 *
 * @param user the account, without identities
 * @param identity the identity; empty if the account has none
 */
record UserRow(User user, Optional<ExternalIdentity> identity) {
  static ImmutableList<User> users(List<UserRow> parts) {
    Map<UserId, User> users = new LinkedHashMap<>();
    Map<UserId, List<ExternalIdentity>> identities = new LinkedHashMap<>();
    for (UserRow part : parts) {
      users.put(part.user().id(), part.user());
      part.identity()
          .ifPresent(
              identity ->
                  identities
                      .computeIfAbsent(part.user().id(), unused -> new ArrayList<>())
                      .add(identity));
    }
    return users.values().stream()
        .map(
            user ->
                identities.containsKey(user.id())
                    ? user.withIdentities(ImmutableSortedSet.copyOf(identities.get(user.id())))
                    : user)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableMap<Email, Instant> others(Row row) throws SQLException {
    ImmutableMap.Builder<Email, Instant> others = ImmutableMap.builder();
    row.textIfAny()
        .map(text -> Json.texts(Json.read(text)))
        .orElse(ImmutableMap.of())
        .forEach((email, at) -> others.put(Email.ofStored(email), Instant.parse(at)));
    return others.buildOrThrow();
  }

  private static Optional<PendingEmail> pending(Row row) throws SQLException {
    Optional<Email> email = row.textIfAny().map(Email::ofStored);
    Optional<Instant> notedAt = row.instantIfAny();
    PendingEmail.Use use = row.flag() ? PendingEmail.Use.ADDITIONAL : PendingEmail.Use.PRIMARY;
    Optional<String> code = row.textIfAny();
    return email.map(
        noted -> PendingEmail.of(noted, notedAt.orElseThrow(), use).withCodeHash(code));
  }

  private static Optional<ClaimTerms> claim(Row row) throws SQLException {
    Optional<UserId> admin = row.userIfAny();
    Optional<Instant> from = row.instantIfAny();
    Optional<Instant> until = row.instantIfAny();
    return from.map(named -> new ClaimTerms(admin, named, until.orElseThrow()));
  }

  static UserRow read(Row row) throws SQLException {
    User user =
        User.builder()
            .id(row.user())
            .status(UserStatus.valueOf(row.text()))
            .locked(row.flag())
            .superUser(row.flag())
            .fullName(row.text())
            .email(row.textIfAny().map(Email::ofStored))
            .emailVerifiedAt(row.instantIfAny())
            .otherEmails(others(row))
            .pendingEmail(pending(row))
            .mergedInto(row.userIfAny())
            .createdIn(row.orgIfAny())
            .claimTerms(claim(row))
            .defaultOrg(row.orgIfAny())
            .serviceOf(row.orgIfAny())
            .stamp(row.number())
            .attributes(row.attributes())
            .createdAt(row.instant())
            .updatedAt(row.instant())
            .version(row.number())
            .identities(ImmutableSortedSet.of())
            .build();
    Optional<String> issuer = row.textIfAny();
    Optional<String> subject = row.textIfAny();
    return new UserRow(user, issuer.map(by -> new ExternalIdentity(by, subject.orElseThrow())));
  }
}
