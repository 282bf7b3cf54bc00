package dev.bailiwick.hosts;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.UserId;
import dev.bailiwick.jdbc.JdbcStore;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.page.Page;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.store.Store;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host with documents of its own, an org, and one who may read what is shared with them. */
final class Host {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  private final JdbcTemplate template;
  final UserId olga;
  final UserId bob;
  final OrgId acme;
  private final JdbcStore raw;

  /** Over the host's pool. */
  Host(DataSource pool) {
    template = new JdbcTemplate(pool);
    template.execute("CREATE TABLE documents (id VARCHAR(20) PRIMARY KEY)");
    raw = JdbcStore.over(pool);
    raw.migrate();
    Session system = system(raw);
    olga = system.users().register(Profile.named("Olga").withVerifiedEmail("olga@acme.com")).id();
    bob = system.users().register(Profile.named("Bob")).id();
    acme = newOrg("Acme");
  }

  OrgId newOrg(String name) {
    Session system = system(raw);
    OrgId org = system.orgs().create(NewOrg.named(name, olga)).id();
    system.orgs().members(org).add(NewMember.member(bob));
    return org;
  }

  static Session system(Store store) {
    return Bailiwick.over(store).actingAs(Actor.system("host"));
  }

  /** Grants. */
  void share(Store store, String document) {
    share(store, acme, document);
  }

  void share(Store store, OrgId org, String document) {
    system(store).grants().grant(Standard.COLLABORATOR, DOC.id(document).in(org), bob);
  }

  /** In the transaction of the thread, if it is in one. */
  void insert(String document) {
    template.update("INSERT INTO documents VALUES (?)", document);
  }

  /** What anybody else sees of a document: its row, and whether it is shared. */
  Seen seen(String document) {
    return seen(acme, document);
  }

  Seen seen(OrgId org, String document) {
    Integer rows =
        template.queryForObject(
            "SELECT COUNT(*) FROM documents WHERE id = ?", Integer.class, document);
    boolean shared = system(raw).access().check(bob, Permission.READ, DOC.id(document).in(org));
    boolean logged =
        Page.all(p -> system(raw).audit().ofOrg(org, AuditFilter.all(), p))
            .anyMatch(entry -> entry.toString().contains("doc:" + document));
    return new Seen(rows != null && rows == 1, shared, logged);
  }

  /**
   * What there is.
   *
   * @param row the host's
   * @param shared the library's answer
   * @param logged whether the audit log has it
   */
  record Seen(boolean row, boolean shared, boolean logged) {
    static final Seen NOTHING = new Seen(false, false, false);
    static final Seen ALL = new Seen(true, true, true);
    static final Seen ROW_ONLY = new Seen(true, false, false);
    static final Seen GRANT_ONLY = new Seen(false, true, true);
  }
}
