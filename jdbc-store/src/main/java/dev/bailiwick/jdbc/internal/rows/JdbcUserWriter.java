package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.sql.Json;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.UserRepository;
import dev.bailiwick.user.ClaimTerms;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.IdentityTaken;
import dev.bailiwick.user.PendingEmail;
import dev.bailiwick.user.User;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the accounts of a unit of work. */
public final class JdbcUserWriter extends JdbcUserRepository implements UserRepository.Writer {
  private final RowTarget target;

  public JdbcUserWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(User user) {
    boolean there = target.exists(user.id());
    Optional<User> known = there ? find(user.id()) : Optional.empty();
    Set<ExternalIdentity> before = there ? known.map(User::identities).orElseThrow() : Set.of();
    refuseTaken(user, known, before);
    if (!there) {
      target.create(user.id());
    }
    target.change(Table.USERS, user.id());
    try {
      target.writeNow(Table.USERS, user.id(), there ? update(user) : insert(user));
    } catch (StoreFailure failure) {
      throw user.claimed() || user.email().isEmpty()
          ? failure
          : Duplicates.typed(failure, () -> new EmailTaken(user.email().get()));
    }
    for (ExternalIdentity gone : Sets.difference(before, user.identities())) {
      target.update(
          Query.of(
              "DELETE FROM bailiwick_identity WHERE issuer = ? AND subject = ?",
              gone.issuer(),
              gone.subject()));
    }
    for (ExternalIdentity link : Sets.difference(user.identities(), new HashSet<>(before))) {
      link(user.id(), link);
    }
    saveAddresses(user, known);
    target.caches().users.put(user.id(), user);
    user.verifiedEmails().forEach(email -> target.caches().usersByEmail.put(email, user));
  }

  /** Writes the verified addresses, each of which belongs to one account. */
  private void saveAddresses(User user, Optional<User> known) {
    Set<Email> before = known.map(User::verifiedEmails).orElse(ImmutableSet.of());
    Set<Email> gone = Sets.difference(before, user.verifiedEmails());
    Set<Email> added = Sets.difference(user.verifiedEmails(), before);
    if (!gone.isEmpty() || !added.isEmpty()) {
      target.change(Table.ADDRESSES, user.id());
    }
    for (Email email : gone) {
      target.writeLater(
          Table.ADDRESSES,
          email,
          Query.of("DELETE FROM bailiwick_address WHERE email = ?", email.address()));
    }
    for (Email email : added) {
      try {
        target.writeNow(
            Table.ADDRESSES,
            email,
            Query.of(
                "INSERT INTO bailiwick_address (email, user_id, mailbox) VALUES (?, ?, ?)",
                email.address(),
                user.id().value(),
                email.mailbox()));
      } catch (StoreFailure failure) {
        throw Duplicates.typed(failure, () -> new EmailTaken(email));
      }
    }
  }

  @Override
  public void saveAll(Collection<User> users) {
    Map<UserId, User> known = findAll(users.stream().map(User::id).filter(target::exists).toList());
    Map<Boolean, List<User>> byKeys =
        users.stream()
            .collect(
                Collectors.partitioningBy(
                    user -> keepsKeys(user, Optional.ofNullable(known.get(user.id())))));
    writeAll(byKeys.getOrDefault(true, List.of()), known);
    // One that takes an address or an identity can fail, and then names it.
    byKeys.getOrDefault(false, List.of()).forEach(this::save);
  }

  /** Whether an account takes nothing for which it competes with accounts outside an org. */
  private static boolean keepsKeys(User user, Optional<User> known) {
    return user.verifiedEmails().equals(known.map(User::verifiedEmails).orElse(ImmutableSet.of()))
        && user.identities().equals(known.map(User::identities).orElse(ImmutableSortedSet.of()));
  }

  private void writeAll(List<User> users, Map<UserId, User> known) {
    Set<User> unclaimed =
        users.stream()
            .filter(user -> !user.claimed() && user.email().isPresent())
            .filter(
                user ->
                    !Optional.ofNullable(known.get(user.id()))
                        .flatMap(User::email)
                        .equals(user.email()))
            .collect(Collectors.toSet());
    Multimaps.index(unclaimed, user -> user.createdIn().orElseThrow())
        .asMap()
        .forEach(this::refuseTaken);
    for (User user : users) {
      boolean there = known.containsKey(user.id());
      if (!there) {
        target.create(user.id());
      }
      target.change(Table.USERS, user.id());
      target.writeLater(Table.USERS, user.id(), there ? update(user) : insert(user));
      target.caches().users.put(user.id(), user);
    }
  }

  /** Refuses an address for which an org has an unclaimed account. */
  private void refuseTaken(OrgId org, Collection<User> unclaimed) {
    Set<Email> emails = new HashSet<>();
    for (User user : unclaimed) {
      if (!emails.add(user.email().orElseThrow())) {
        throw new EmailTaken(user.email().get());
      }
    }
    named(org, emails)
        .forEach(
            (email, other) -> {
              if (other.createdIn().equals(Optional.of(org))) {
                throw new EmailTaken(email);
              }
            });
  }

  /** Refuses an address or identity that is taken, before a statement fails because of it. */
  private void refuseTaken(User user, Optional<User> known, Set<ExternalIdentity> before) {
    boolean taken =
        user.claimed()
            ? Sets.difference(
                    user.verifiedEmails(),
                    known.map(User::verifiedEmails).orElse(ImmutableSet.of()))
                .stream()
                .anyMatch(email -> find(email).isPresent())
            : !user.email().equals(known.flatMap(User::email))
                && user.email().stream()
                    .flatMap(email -> named(user.createdIn().orElseThrow(), email).stream())
                    .anyMatch(other -> other.createdIn().equals(user.createdIn()));
    if (taken) {
      throw new EmailTaken(user.email().orElseThrow());
    }
    for (ExternalIdentity link : Sets.difference(user.identities(), before)) {
      if (find(link).isPresent()) {
        throw new IdentityTaken(link);
      }
    }
  }

  private void link(UserId user, ExternalIdentity link) {
    try {
      target.update(
          Query.of(
              "INSERT INTO bailiwick_identity (user_id, issuer, subject) VALUES (?, ?, ?)",
              user.value(),
              link.issuer(),
              link.subject()));
    } catch (StoreFailure failure) {
      throw Duplicates.typed(failure, () -> new IdentityTaken(link));
    }
  }

  private static Query insert(User user) {
    return Query.of(
            "INSERT INTO bailiwick_user (status, locked, super_user, full_name, email,"
                + " email_verified_at, other_emails, pending_email, pending_email_at,"
                + " pending_additional, pending_code, merged_into,"
                + " created_in, claim_admin, claim_from, claim_until, default_org, service_of, stamp, attributes, created_at,"
                + " updated_at, version, id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .add("", values(user));
  }

  private static Query update(User user) {
    return Query.of(
            "UPDATE bailiwick_user SET status = ?, locked = ?, super_user = ?, full_name = ?,"
                + " email = ?, email_verified_at = ?, other_emails = ?, pending_email = ?,"
                + " pending_email_at = ?, pending_additional = ?, pending_code = ?, merged_into = ?, created_in = ?, claim_admin = ?, claim_from = ?,"
                + " claim_until = ?, default_org = ?, service_of = ?, stamp = ?,"
                + " attributes = ?, created_at = ?, updated_at = ?, version = ? WHERE id = ?")
        .add("", values(user));
  }

  private static @Nullable String others(User user) {
    Map<String, String> others = new LinkedHashMap<>();
    user.otherEmails().forEach((email, at) -> others.put(email.address(), at.toString()));
    return others.isEmpty() ? null : Json.write(others);
  }

  private static @Nullable Object[] values(User user) {
    return new @Nullable Object[] {
      user.status().name(),
      user.locked(),
      user.superUser(),
      user.fullName(),
      user.email().map(Email::address).orElse(null),
      Row.micros(user.emailVerifiedAt()),
      others(user),
      user.pendingEmail().map(pending -> pending.email().address()).orElse(null),
      Row.micros(user.pendingEmail().map(PendingEmail::notedAt)),
      user.pendingEmail()
          .filter(pending -> pending.use() == PendingEmail.Use.ADDITIONAL)
          .isPresent(),
      user.pendingEmail().flatMap(PendingEmail::codeHash).orElse(null),
      user.mergedInto().map(UserId::value).orElse(null),
      user.createdIn().map(org -> org.value()).orElse(null),
      user.claimTerms().flatMap(ClaimTerms::admin).map(UserId::value).orElse(null),
      Row.micros(user.claimTerms().map(ClaimTerms::from)),
      Row.micros(user.claimTerms().map(ClaimTerms::until)),
      user.defaultOrg().map(org -> org.value()).orElse(null),
      user.serviceOf().map(org -> org.value()).orElse(null),
      user.stamp(),
      Json.write(user.attributes()),
      Row.micros(user.createdAt()),
      Row.micros(user.updatedAt()),
      user.version(),
      user.id().value()
    };
  }
}
