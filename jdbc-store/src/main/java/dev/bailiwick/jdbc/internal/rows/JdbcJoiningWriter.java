package dev.bailiwick.jdbc.internal.rows;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.OrgConflict;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.store.JoiningRepository;
import java.util.Optional;

/** Writes the verified domains of orgs, and the requests to join, of a unit of work. */
public final class JdbcJoiningWriter extends JdbcJoiningRepository
    implements JoiningRepository.Writer {
  private final RowTarget target;

  public JdbcJoiningWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(OrgDomain domain) {
    Optional<OrgDomain> before = domain(domain.domain());
    if (before.filter(other -> !other.org().equals(domain.org())).isPresent()) {
      throw new OrgConflict(OrgConflict.Rule.DOMAIN_TAKEN);
    }
    String text =
        before.isPresent()
            ? "UPDATE bailiwick_org_domain SET verified_at = ?, sign_up = ?"
                + " WHERE org = ? AND domain = ?"
            : "INSERT INTO bailiwick_org_domain (verified_at, sign_up, org, domain)"
                + " VALUES (?, ?, ?, ?)";
    target.change(Table.DOMAINS, domain.org());
    try {
      target.writeNow(
          Table.DOMAINS,
          domain.domain(),
          Query.of(
              text,
              Row.micros(domain.verifiedAt()),
              domain.signUp().name(),
              domain.org().value(),
              domain.domain().name()));
    } catch (StoreFailure failure) {
      throw Duplicates.typed(failure, () -> new OrgConflict(OrgConflict.Rule.DOMAIN_TAKEN));
    }
  }

  @Override
  public void delete(OrgDomain domain) {
    target.change(Table.DOMAINS, domain.org());
    target.writeLater(
        Table.DOMAINS,
        domain.domain(),
        Query.of(
            "DELETE FROM bailiwick_org_domain WHERE org = ? AND domain = ?",
            domain.org().value(),
            domain.domain().name()));
  }

  @Override
  public void save(JoinRequest request) {
    target.change(Table.JOIN_REQUESTS, request.org());
    target.writeLater(
        Table.JOIN_REQUESTS,
        new RowKey<>(request.org(), request.user()),
        Query.of(
            target
                .dialect()
                .upsert(
                    "bailiwick_join_request",
                    ImmutableList.of("org", "user_id"),
                    ImmutableList.of("email", "requested_at")),
            request.org().value(),
            request.user().value(),
            request.email().address(),
            Row.micros(request.requestedAt())));
  }

  @Override
  public void delete(JoinRequest request) {
    target.change(Table.JOIN_REQUESTS, request.org());
    target.writeLater(
        Table.JOIN_REQUESTS,
        new RowKey<>(request.org(), request.user()),
        delete(request.org().value(), request.user().value()));
  }

  /** Returns the statement that deletes the request of a user to an org. */
  static Query delete(long org, long user) {
    return Query.of("DELETE FROM bailiwick_join_request WHERE org = ? AND user_id = ?", org, user);
  }
}
