package dev.bailiwick.jdbc.internal.facts;

import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.internal.rows.RowSource;
import dev.bailiwick.store.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The facts of a view, by tenant. */
public final class ViewFacts {
  private final View view;
  private final RowSource rows;
  private final Function<FactsQuery, FactsPage> pages;
  private final Map<Tenant, JdbcFacts> facts = new LinkedHashMap<>();

  /**
   * The facts of a view that has not read any so far.
   *
   * @param view the repositories, which answer about other tenants
   * @param pages reads facts in the snapshot of the view
   */
  public ViewFacts(View view, RowSource rows, Function<FactsQuery, FactsPage> pages) {
    this.view = view;
    this.rows = rows;
    this.pages = pages;
  }

  /** The facts of decisions in a tenant. */
  public JdbcFacts of(Tenant tenant) {
    return facts.computeIfAbsent(tenant, t -> new JdbcFacts(t, view, rows, pages, this::of));
  }

  /** The facts about a tenant, if some were read or announced. */
  public Optional<JdbcFacts> known(Tenant tenant) {
    return Optional.ofNullable(facts.get(tenant));
  }

  /** The first org in which facts about a user were announced. */
  public Optional<OrgId> announcedOrg(UserId user) {
    return facts.values().stream()
        .filter(known -> known.isAnnounced(user))
        .flatMap(known -> known.org().stream())
        .findFirst();
  }

  /** Takes over the facts that another view has read. */
  public void adopt(ViewFacts other) {
    other.facts.forEach((tenant, known) -> of(tenant).adopt(known));
  }

  /** Forgets the facts that were read, since the unit of work has written. */
  public void forget() {
    facts.values().forEach(JdbcFacts::forget);
  }
}
