package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.jdbc.internal.sql.Query;
import dev.bailiwick.jdbc.internal.sql.Row;
import dev.bailiwick.store.DelegationRepository;
import dev.bailiwick.store.StoredDelegation;

/** Writes the delegations of a unit of work. */
public final class JdbcDelegationWriter extends JdbcDelegationRepository
    implements DelegationRepository.Writer {
  private final RowTarget target;

  public JdbcDelegationWriter(RowTarget target) {
    super(target);
    this.target = target;
  }

  @Override
  public void save(StoredDelegation stored) {
    Delegation made = stored.delegation();
    write(
        made,
        Query.of(
            "INSERT INTO bailiwick_delegation (id, org, person, agent, purpose, scope, allowed_at,"
                + " ends_at, person_stamp, agent_stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            made.id().value(),
            made.org().value(),
            made.person().value(),
            made.agent().value(),
            made.purpose(),
            ScopeJson.write(made.scope()),
            Row.micros(made.allowedAt()),
            Row.micros(made.endsAt()),
            stored.personStamp(),
            stored.agentStamp()));
  }

  @Override
  public void delete(Delegation delegation) {
    write(
        delegation,
        Query.of("DELETE FROM bailiwick_delegation WHERE id = ?", delegation.id().value()));
  }

  private void write(Delegation delegation, Query query) {
    target.change(Table.DELEGATIONS, delegation.org());
    target.writeLater(Table.DELEGATIONS, delegation.id(), query);
  }
}
