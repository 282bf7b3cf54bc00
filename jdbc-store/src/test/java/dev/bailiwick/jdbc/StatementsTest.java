package dev.bailiwick.jdbc;

import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Session;
import dev.bailiwick.access.Question;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements each call takes, held to the table of {@code docs/jdbc.md}. */
class StatementsTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  private final CountedStatements counted = new CountedStatements();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private Bailiwick bailiwick;
  private Session system;
  private Session admin;
  private UserId bob;
  private UserId eve;
  private OrgId acme;
  private TeamId night;

  @BeforeEach
  void a_world() {
    JdbcStore store = JdbcStore.over(counted.around(Databases.H2_MEMORY.newDataSource()));
    bailiwick = Bailiwick.over(store);
    system = bailiwick.actingAs(Actor.system("test"));
    UserId olga = system.users().register(Profile.named("Olga").withEmail("olga@acme.com")).id();
    acme = system.orgs().create(NewOrg.named("Acme", olga)).id();
    admin = bailiwick.actingAs(Actor.user(olga).in(acme));
    bob = join("bob");
    eve = join("eve");
    TeamId ops = admin.teams().create(NewTeam.named("ops")).id();
    night = admin.teams().create(NewTeam.named("night").with(member(bob)).withParent(ops)).id();
    admin.resources().register(DOC.id("top"));
    ResourceRef above = DOC.id("top");
    for (int i = 0; i < 10; i++) {
      ResourceRef doc = DOC.id("doc" + i);
      admin.resources().register(doc.under(above));
      above = doc;
    }
    admin.grants().grant(COLLABORATOR, DOC.id("top"), ops);
    // The ids of the first block are used up.
    for (int i = 0; i < 60; i++) {
      store.write(Set.of(), Transaction::nextId);
    }
  }

  private UserId join(String name) {
    return admin.orgs().members(acme).add(member(name + "@acme.com")).value().get(0).id();
  }

  @AfterEach
  void recycle() {
    Databases.H2_MEMORY.recycle();
  }

  private void count(String call, Runnable run) {
    List<String> statements = counted.during(run);
    counts.put(call, statements.size());
    sent.put(call, statements);
  }

  @Test
  void each_call_takes_as_many_statements_as_the_table_says() throws IOException {
    Session me = bailiwick.actingAs(Actor.user(bob).in(acme));
    count("session.may", () -> assertThat(me.may(READ, DOC.id("doc9"))).isTrue());
    count("session.explain", () -> me.explain(READ, DOC.id("doc9")));
    count(
        "access.check, by the host",
        () -> system.access().check(bob, READ, DOC.id("doc9").in(acme)));
    count("access.check, by an admin", () -> admin.access().check(bob, READ, DOC.id("doc9")));
    List<Question> questions =
        IntStream.range(0, 100)
            .mapToObj(i -> new Question(i % 2 == 0 ? bob : eve, READ, DOC.id("doc" + i)))
            .toList();
    count("access.checkAll, 100 questions", () -> admin.access().checkAll(questions));
    count(
        "access.lookupResources, a page",
        () -> admin.access().lookupResources(bob, READ, DOC, PageRequest.first()));
    count(
        "access.lookupSubjects, a page",
        () -> admin.access().lookupSubjects(READ, DOC.id("doc9"), PageRequest.first()));
    count("orgs.members.list, a page", () -> admin.orgs().members(acme).list(PageRequest.first()));
    count("teams.members", () -> admin.teams().members(night));
    count("grants.list, a page", () -> admin.grants().list(DOC.id("top"), PageRequest.first()));
    count(
        "audit.ofOrg, a page",
        () -> admin.audit().ofOrg(acme, AuditFilter.all(), PageRequest.first()));
    count("grants.grant", () -> admin.grants().grant(COLLABORATOR, DOC.id("doc5"), bob));
    count("grants.deny", () -> admin.grants().deny(COLLABORATOR, DOC.id("doc5"), eve));
    count("grants.revoke", () -> admin.grants().revoke(COLLABORATOR, DOC.id("doc5"), bob));
    count(
        "resources.register",
        () -> admin.resources().register(DOC.id("new").under(DOC.id("doc1"))));
    count("resources.delete", () -> admin.resources().delete(DOC.id("new")));
    count("teams.create", () -> admin.teams().create(NewTeam.named("day")));
    count(
        "teams.update",
        () -> admin.teams().update(night, TeamChange.builder().description("at night").build()));
    count("teams.addMembers, one", () -> admin.teams().addMembers(night, member(eve)));
    count("teams.removeMembers, one", () -> admin.teams().removeMembers(night, member(eve)));
    count("orgs.update", () -> admin.orgs().update(acme, OrgChange.builder().name("ACME").build()));
    count("orgs.members.add, one", () -> join("new"));
    count("orgs.members.remove, one", () -> admin.orgs().members(acme).remove(eve));
    count("users.register", () -> system.users().register(Profile.named("Ann")));
    count(
        "users.ensure",
        () -> system.users().ensure(ExternalIdentity.of("users", "7"), Profile.named("Zoe")));
    count("users.deactivate", () -> system.users().deactivate(bob));
    if (Boolean.getBoolean("statements.print")) {
      sent.forEach(
          (call, all) -> {
            System.out.println("| " + call + " | " + all.size() + " |");
            all.forEach(
                sql ->
                    System.out.println("      " + sql.substring(0, Math.min(150, sql.length()))));
          });
      return;
    }
    assertThat(counts).isEqualTo(table());
  }

  private static Map<String, Integer> table() throws IOException {
    Map<String, Integer> table = new LinkedHashMap<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `([^`]*)`(.*?) \\| (\\d+) \\|")
            .matcher(Files.readString(Path.of("../docs/jdbc.md")));
    while (rows.find()) {
      table.put(rows.group(1) + rows.group(2), Integer.valueOf(rows.group(3)));
    }
    return table;
  }
}
