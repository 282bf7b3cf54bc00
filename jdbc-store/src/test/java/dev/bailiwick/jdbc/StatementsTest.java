package dev.bailiwick.jdbc;

import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static dev.bailiwick.user.NewMember.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Access;
import dev.bailiwick.Agents;
import dev.bailiwick.ApiKeys;
import dev.bailiwick.AuditLog;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Grants;
import dev.bailiwick.Impersonations;
import dev.bailiwick.Invitations;
import dev.bailiwick.JoinRequests;
import dev.bailiwick.OrgDomains;
import dev.bailiwick.OrgMembers;
import dev.bailiwick.Orgs;
import dev.bailiwick.Resources;
import dev.bailiwick.Session;
import dev.bailiwick.SignInHistory;
import dev.bailiwick.TeamMembers;
import dev.bailiwick.Teams;
import dev.bailiwick.UserEmails;
import dev.bailiwick.Users;
import dev.bailiwick.access.Question;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.audit.AuditFilter;
import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.delegation.NewDelegation;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.id.ApiKeyId;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.ResourceType;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.NewImpersonation;
import dev.bailiwick.internal.filter.ReachQuestion;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.InvitationLimits;
import dev.bailiwick.invitation.InvitationMail;
import dev.bailiwick.key.IssuedAccessToken;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.org.Joining;
import dev.bailiwick.org.NewOrg;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.page.PageRequest;
import dev.bailiwick.permission.Role;
import dev.bailiwick.store.Part;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.team.TeamFilter;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.AddressMail;
import dev.bailiwick.user.AddressPort;
import dev.bailiwick.user.AddressReplaced;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.Profile;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * How many statements each call takes on each database, held to the table of {@code docs/jdbc.md},
 * which has every question and every change.
 */
class StatementsTest {
  private static final ResourceType<String> DOC = ResourceType.of("doc");

  private static final Set<String> LEADING_ON =
      Set.of(
          "orgs.members",
          "orgs.domains",
          "orgs.joinRequests",
          "users.emails",
          "teams.members",
          "access.in");

  private final CountedStatements counted = new CountedStatements();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private final List<InvitationMail> mails = new ArrayList<>();
  private final List<AddressMail> addressMails = new ArrayList<>();
  private Bailiwick bailiwick;
  private Session system;
  private Session admin;
  private UserId bob;
  private UserId eve;
  private OrgId acme;
  private TeamId ops;
  private TeamId night;

  private void a_world(DataSource dataSource) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource));
    bailiwick =
        Bailiwick.over(store)
            .withInvitations(mails::add, InvitationLimits.standard())
            .withAddressPort(
                new AddressPort() {
                  @Override
                  public void send(AddressMail mail) {
                    addressMails.add(mail);
                  }

                  @Override
                  public void replaced(AddressReplaced notice) {}
                });
    system = bailiwick.actingAs(Actor.system("test"));
    UserId olga =
        system.users().register(Profile.named("Olga").withVerifiedEmail("olga@acme.com")).id();
    acme =
        system
            .orgs()
            .create(NewOrg.named("Acme", olga).withExternalKey("acme").withJoining(Joining.DIRECT))
            .id();
    admin = bailiwick.actingAs(Actor.user(olga).in(acme));
    bob = join("bob");
    eve = join("eve");
    ops = admin.teams().create(NewTeam.named("ops")).id();
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
    UserId user = invite(name);
    system.users().verifyEmail(user, Email.of(name + "@acme.com"));
    return user;
  }

  private UserId invite(String name) {
    return admin.orgs().members(acme).add(member(name + "@acme.com")).value().get(0).id();
  }

  private UserId person(String name) {
    return system.users().register(Profile.named(name).withVerifiedEmail(name + "@acme.com")).id();
  }

  private void addresses() {
    UserId ada = person("ada");
    UserEmails emails = bailiwick.actingAs(Actor.user(ada)).users().emails(ada);
    count("users.emails.change", () -> emails.change(Email.of("ada@new.example")));
    count("users.emails.add", () -> emails.add(Email.of("ada@more.example")));
    AddressCode code = addressMails.get(addressMails.size() - 1).code();
    count("users.emails.confirm", () -> emails.confirm(code));
    count("users.emails.setPrimary", () -> emails.setPrimary(Email.of("ada@more.example")));
    count("users.emails.remove", () -> emails.remove(Email.of("ada@acme.com")));
    count(
        "users.emails.addVerified",
        () -> system.users().emails(ada).addVerified(Email.of("ada@third.example")));
  }

  private void count(String call, Runnable run) {
    List<String> statements =
        counted.during(run).stream().filter(sql -> !sql.startsWith("SET TRANSACTION")).toList();
    counts.put(call, statements.size());
    sent.put(call, statements);
  }

  @Test
  void on_PostgreSQL_each_call_takes_as_many_statements_as_the_table_says()
      throws IOException, SQLException {
    each_call_takes_as_many_statements_as_the_table_says(Databases.POSTGRESQL, "PostgreSQL", 1);
  }

  @Test
  void on_MariaDB_each_call_takes_as_many_statements_as_the_table_says()
      throws IOException, SQLException {
    each_call_takes_as_many_statements_as_the_table_says(Databases.MARIADB, "MariaDB", 2);
  }

  @Test
  void on_H2_each_call_takes_as_many_statements_as_the_table_says()
      throws IOException, SQLException {
    each_call_takes_as_many_statements_as_the_table_says(Databases.H2_MEMORY, "H2", 3);
  }

  private void each_call_takes_as_many_statements_as_the_table_says(
      Database database, String product, int column) throws IOException, SQLException {
    try {
      DataSource dataSource = database.newDataSource();
      assertThat(Database.product(dataSource)).startsWith(product);
      a_world(dataSource);
      questions();
      accounts();
      orgs();
      teams();
      resources();
      invitations();
      keys(dataSource);
      impersonations(dataSource);
      histories(dataSource);
      agents(dataSource);
      deletions();
    } finally {
      database.recycle();
    }
    if (Boolean.getBoolean("statements.print")) {
      sent.forEach(
          (call, all) -> {
            System.out.println("| " + product + " " + call + " | " + all.size() + " |");
            all.forEach(
                sql ->
                    System.out.println("      " + sql.substring(0, Math.min(150, sql.length()))));
          });
      return;
    }
    assertThat(counts).isEqualTo(table(column));
  }

  private void questions() {
    Session me = bailiwick.actingAs(Actor.user(bob).in(acme));
    count("session.may", () -> assertThat(me.may(READ, DOC.id("doc9"))).isTrue());
    count("session.explain", () -> me.explain(READ, DOC.id("doc9")));
    Access access = admin.access();
    PageRequest page = PageRequest.first();
    count("access.check", () -> access.check(bob, READ, DOC.id("doc9")));
    count(
        "access.check, by the host",
        () -> system.access().check(bob, READ, DOC.id("doc9").in(acme)));
    List<Question> questions =
        IntStream.range(0, 100)
            .mapToObj(i -> new Question(i % 2 == 0 ? bob : eve, READ, DOC.id("doc" + i)))
            .toList();
    count("access.checkAll, 100 questions", () -> access.checkAll(questions));
    count(
        "access.checkAll, 100 questions by the host",
        () -> system.access().in(acme).checkAll(questions));
    count("access.explain", () -> access.explain(bob, READ, DOC.id("doc9")));
    count("access.permissions", () -> access.permissions(bob, DOC.id("doc9")));
    count("access.effectiveRoles", () -> access.effectiveRoles(bob, DOC.id("doc9")));
    count("access.lookupResources, a page", () -> access.lookupResources(bob, READ, DOC, page));
    count("access.lookupSubjects, a page", () -> access.lookupSubjects(READ, DOC.id("doc9"), page));
    count(
        "access.lookupAllSubjects, a page",
        () -> access.lookupAllSubjects(READ, DOC.id("doc9"), page));
    ReachQuestion reach =
        new ReachQuestion(Optional.empty(), Optional.of(bob), READ, DOC, Optional.empty());
    count("store.filter, its questions", () -> reach.ask(admin, (view, extent) -> extent));
    count("access.grantedTo, a page", () -> access.grantedTo(bob, page));
    count("users.current", () -> me.users().current());
    count("users.get", () -> admin.users().get(bob));
    count("users.find", () -> system.users().find(Email.of("bob@acme.com")));
    count("users.list, a page", () -> system.users().list(page));
    count("users.memberships", () -> me.users().memberships(bob));
    count("users.transferable", () -> admin.users().transferable(bob));
    count("orgs.get", () -> admin.orgs().get(acme));
    count("orgs.list, a page", () -> me.orgs().list(page));
    count("orgs.roles", () -> admin.orgs().roles(acme));
    count("orgs.members.list, a page", () -> admin.orgs().members(acme).list(page));
    count("teams.get", () -> admin.teams().get(night));
    count("teams.roles", () -> admin.teams().roles(night));
    count(
        "teams.members.list, a page",
        () -> admin.teams().members(night).list(PageRequest.first()).items());
    count("teams.list, a page of one", () -> me.teams().list(TeamFilter.MEMBER, page));
    count("teams.listAll, a page of two", () -> admin.teams().listAll(page));
    count("resources.get", () -> admin.resources().get(DOC.id("doc9")));
    count("grants.list, a page", () -> admin.grants().list(DOC.id("top"), page));
    count("grants.listWithState, a page", () -> admin.grants().listWithState(DOC.id("top"), page));
    count("audit.ofOrg, a page", () -> admin.audit().ofOrg(acme, AuditFilter.all(), page));
    count(
        "audit.ofOrgAfter, a page",
        () -> admin.audit().ofOrgAfter(acme, 1, AuditFilter.all(), page));
    count("audit.ofUser, a page", () -> me.audit().ofUser(bob, AuditFilter.all(), page));
    count("audit.ofTeam, a page", () -> admin.audit().ofTeam(night, AuditFilter.all(), page));
    count(
        "audit.ofResource, a page",
        () -> admin.audit().ofResource(DOC.id("top"), AuditFilter.all(), page));
  }

  /** The calls about API keys, and those through a key, over a store that has them. */
  private void keys(DataSource dataSource) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource)).with(Part.KEYS);
    Bailiwick with = Bailiwick.over(store);
    Actor olga = admin.actor();
    Session owner = with.actingAs(olga);
    UserId robot = owner.users().registerService(acme, "keyed").id();
    ApiKeys keys = owner.apiKeys();
    PageRequest page = PageRequest.first();
    ApiKeyId spare = keys.create(NewApiKey.named("spare")).value().key().id();
    count("apiKeys.create", () -> keys.create(NewApiKey.named("one")));
    count("apiKeys.createFor", () -> keys.createFor(robot, NewApiKey.named("ci")));
    count("apiKeys.rename", () -> keys.rename(spare, "other"));
    count("apiKeys.rotate", () -> keys.rotate(spare));
    count("apiKeys.mine", () -> keys.mine());
    count("apiKeys.ofOrg, a page", () -> keys.ofOrg(acme, page));
    count("apiKeys.shownTo", () -> keys.shownTo(acme, bob));
    count("apiKeys.revoke", () -> keys.revoke(spare));
    String secret = keys.create(NewApiKey.named("used")).value().secret().orElseThrow().reveal();
    count("authenticate", () -> with.authenticate(secret));
    Session program = with.actingAs(with.authenticate(secret));
    count("session.may, through a key", () -> program.may(READ, DOC.id("doc9")));
    count("accessTokens.create, for a key", () -> program.accessTokens().create("job"));
    count("accessTokens.create", () -> owner.accessTokens().create("laptop"));
    IssuedAccessToken token = program.accessTokens().create("job");
    count("accessTokens.mine", () -> owner.accessTokens().mine());
    String text = token.secret().reveal();
    count("authenticate, by a token for a key", () -> with.authenticate(text));
    Session byToken = with.actingAs(with.authenticate(text));
    count("session.may, by a token for a key", () -> byToken.may(READ, DOC.id("doc9")));
    count("accessTokens.revoke", () -> byToken.accessTokens().revoke(token.token().id()));
    count("accessTokens.revokeAll, of two", () -> owner.accessTokens().revokeAll());
    Session signedIn =
        with.actingAs(
            olga.since(with.actingAs(system.actor()).users().signIn(olga.user().orElseThrow())));
    count("session.may, signed in", () -> signedIn.may(READ, DOC.id("doc9")));
  }

  /** The calls about impersonations, and those by one, over a store that has them. */
  private void impersonations(DataSource dataSource) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource)).with(Part.IMPERSONATION);
    Bailiwick with = Bailiwick.over(store);
    Impersonations owner = with.actingAs(admin.actor()).impersonations();
    UserId root = system.users().register(Profile.named("Root")).id();
    system.users().makeSuperUser(root);
    Impersonations staff = with.actingAs(Actor.user(root)).impersonations();
    Impersonations host = with.actingAs(system.actor()).impersonations();
    Instant until = Instant.now().plusSeconds(3_600);
    NewImpersonation wanted = NewImpersonation.of(acme, bob, "ticket");
    assertThat(owner.support(acme)).isEmpty();
    count("impersonations.openToSupport", () -> owner.openToSupport(acme, until));
    count("impersonations.support", () -> owner.support(acme));
    count("impersonations.begin", () -> staff.begin(wanted));
    Impersonation begun = staff.mine().get(0);
    count("impersonations.mine", () -> staff.mine());
    count("impersonations.ofMe", () -> with.actingAs(Actor.user(bob)).impersonations().ofMe());
    count("impersonations.ofOrg, a page", () -> owner.ofOrg(acme, PageRequest.first()));
    Session acting = with.actingAs(begun.actor());
    count("session.may, by impersonation", () -> acting.may(READ, DOC.id("doc9")));
    count("impersonations.end", () -> staff.end(begun.id()));
    count("impersonations.beginFor", () -> host.beginFor(eve, wanted));
    count("impersonations.closeToSupport", () -> owner.closeToSupport(acme));
  }

  /** The calls about sign-ins, over a store that has histories, and those that record. */
  private void histories(DataSource dataSource) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource)).with(Part.KEYS).with(Part.HISTORY);
    Bailiwick with = Bailiwick.over(store);
    Session owner = with.actingAs(admin.actor());
    Session host = with.actingAs(system.actor());
    String secret =
        owner.apiKeys().create(NewApiKey.named("recorded")).value().secret().orElseThrow().reveal();
    count("authenticate, the first use in a minute on record", () -> with.authenticate(secret));
    count("authenticate, another use in this minute", () -> with.authenticate(secret));
    Session program = with.actingAs(with.authenticate(secret));
    count("session.may, through a key with a history", () -> program.may(READ, DOC.id("doc9")));
    count("users.signIn, on record", () -> host.users().signIn(bob));
    PageRequest page = PageRequest.first();
    count("history.signIns, a page", () -> host.history().signIns(bob, page));
    count(
        "history.unusedMembers, a page",
        () -> owner.history().unusedMembers(acme, Instant.MAX, page));
    count("history.unusedKeys, a page", () -> owner.history().unusedKeys(acme, Instant.MAX, page));
    count(
        "history.removeOlder, up to 1,000 entries", () -> host.history().removeOlder(Instant.MAX));
  }

  /** The calls about agents, and those by one, over a store that has them. */
  private void agents(DataSource dataSource) {
    JdbcStore store = JdbcStore.over(counted.around(dataSource)).with(Part.IMPERSONATION);
    Bailiwick with = Bailiwick.over(store);
    UserId robot = admin.users().registerService(acme, "agent").id();
    admin.grants().grant(COLLABORATOR, DOC.id("doc9"), robot);
    Agents owner = with.actingAs(admin.actor()).agents();
    Agents agent = with.actingAs(Actor.user(robot).in(acme)).agents();
    assertThat(owner.mine()).isEmpty();
    count("agents.allow", () -> owner.allow(NewDelegation.to(robot, "reports")));
    Delegation allowed = owner.mine().get(0);
    count("agents.mine", () -> owner.mine());
    count("agents.ofMe", () -> agent.ofMe());
    count("agents.ofOrg, a page", () -> owner.ofOrg(acme, PageRequest.first()));
    Session acting = with.actingAs(allowed.actor(Actor.user(robot)));
    count("session.may, for a person", () -> acting.may(READ, DOC.id("doc9")));
    count("agents.revoke", () -> owner.revoke(allowed.id()));
  }

  private void accounts() {
    ExternalIdentity seven = ExternalIdentity.of("users", "7");
    ExternalIdentity eight = ExternalIdentity.of("users", "8");
    Users users = system.users();
    count("users.register", () -> users.register(Profile.named("Ann")));
    Users once = system.operation("1").users();
    count("users.register, under an operation id", () -> once.register(Profile.named("Ann")));
    count("users.register, the same again under it", () -> once.register(Profile.named("Ann")));
    count("users.ensure, somebody new", () -> users.ensure(seven, Profile.named("Zoe")));
    count("users.ensure, the same again", () -> users.ensure(seven, Profile.named("Zoe")));
    UserId zoe = users.find(seven).orElseThrow().id();
    count("users.registerService", () -> admin.users().registerService(acme, "robot"));
    count("users.link", () -> users.link(zoe, eight));
    count("users.unlink", () -> users.unlink(zoe, eight));
    count("users.update", () -> users.update(zoe, Profile.named("Zo").withEmail("zo@acme.com")));
    count("users.verifyEmail", () -> users.verifyEmail(zoe, Email.of("zo@acme.com")));
    count("users.makeSuperUser", () -> users.makeSuperUser(zoe));
    Session me = bailiwick.actingAs(Actor.user(bob).in(acme));
    count("users.setDefaultOrg", () -> me.users().setDefaultOrg(bob, acme));
    count("users.clearDefaultOrg", () -> me.users().clearDefaultOrg(bob));
    count("users.deactivate", () -> users.deactivate(zoe));
    count("users.activate", () -> users.activate(zoe));
    count("users.signIn", () -> users.signIn(zoe));
    // Each entry of the log of an account adds to the statements of its erasure.
    UserId olga = admin.actor().user().orElseThrow();
    count("users.signOutEverywhere", () -> users.signOutEverywhere(olga));
    count("users.lock", () -> users.lock(zoe));
    count("users.unlock", () -> users.unlock(zoe));
    count("users.erase, of one who owns nothing", () -> users.erase(zoe));
  }

  private void orgs() {
    Orgs orgs = admin.orgs();
    OrgMembers members = orgs.members(acme);
    Role editor = Role.ofOrg("editor");
    count("orgs.create", () -> system.orgs().create(NewOrg.named("Other", bob)));
    count("orgs.update", () -> orgs.update(acme, OrgChange.builder().name("ACME").build()));
    count("orgs.suspend", () -> system.orgs().suspend(acme, "unpaid"));
    count("orgs.resume", () -> system.orgs().resume(acme));
    count("orgs.defineRole", () -> orgs.defineRole(acme, editor, READ));
    count("orgs.deleteRole", () -> orgs.deleteRole(acme, editor));
    count("orgs.members.add, somebody new", () -> invite("new"));
    count(
        "users.ensure, of an unclaimed account",
        () ->
            system
                .users()
                .ensure(
                    ExternalIdentity.of("idp", "new"),
                    Profile.empty().withVerifiedEmail("new@acme.com")));
    UserId kim =
        system.users().register(Profile.named("Kim").withVerifiedEmail("kim@acme.com")).id();
    OrgMembers ours = system.orgs().members(acme);
    count("orgs.members.add, who has an account", () -> ours.add(member("kim@acme.com")));
    members.remove(kim);
    count(
        "orgs.members.addReachable, who has an account",
        () -> ours.addReachable(List.of(member("kim@acme.com"))));
    count("orgs.members.makeAdmin", () -> members.makeAdmin(kim));
    count("orgs.members.revokeAdmin", () -> members.revokeAdmin(kim));
    count("orgs.members.deactivate", () -> members.deactivate(kim));
    count("orgs.members.activate", () -> members.activate(kim));
    count("orgs.members.remove, who owns nothing", () -> members.remove(kim));
    system.users().makeSuperUser(kim);
    count("users.revokeSuperUser", () -> system.users().revokeSuperUser(kim));
    EmailDomain domain = EmailDomain.of("acme.com");
    OrgDomains domains = system.orgs().domains(acme);
    count("orgs.domains.verify", () -> domains.verify(domain, Instant.EPOCH));
    count("orgs.domains.list", domains::list);
    count("orgs.domains.setSignUp", () -> domains.setSignUp(domain, SignUp.REQUEST));
    UserId ria = person("ria");
    count("orgs.members.signUp, by request", () -> system.orgs().members(acme).signUp(ria));
    UserId rea = person("rea");
    system.orgs().members(acme).signUp(rea);
    UserId rex = person("rex");
    system.orgs().members(acme).signUp(rex);
    JoinRequests requests = admin.orgs().joinRequests(acme);
    count("orgs.joinRequests.list", () -> requests.list(PageRequest.first()));
    count("orgs.joinRequests.accept", () -> requests.accept(ria));
    count("orgs.joinRequests.reject", () -> requests.reject(rea));
    count(
        "orgs.joinRequests.withdraw",
        () -> bailiwick.actingAs(Actor.user(rex)).orgs().joinRequests(acme).withdraw());
    domains.setSignUp(domain, SignUp.JOIN);
    UserId sam =
        system.users().register(Profile.named("Sam").withVerifiedEmail("sam@acme.com")).id();
    count("orgs.members.signUp", () -> system.orgs().members(acme).signUp(sam));
    count(
        "orgs.members.leave",
        () -> bailiwick.actingAs(Actor.user(sam).in(acme)).orgs().members(acme).leave());
    count("orgs.members.join", () -> system.orgs().members(acme).join(sam));
    count("orgs.domains.remove", () -> domains.remove(domain));
    addresses();
  }

  private void invitations() {
    UserId ida =
        system.users().register(Profile.named("Ida").withVerifiedEmail("ida@else.com")).id();
    Session person = bailiwick.actingAs(Actor.user(ida));
    Invitations sent = admin.invitations();
    Gift gift = Gift.membership();
    InvitationId[] letter = new InvitationId[1];
    count(
        "invitations.send",
        () -> letter[0] = sent.send(acme, Email.of("ida@else.com"), gift).value().id());
    PageRequest page = PageRequest.first();
    count("invitations.list, a page", () -> sent.list(acme, page));
    count("invitations.received, a page of one", () -> person.invitations().received(page));
    count("invitations.get", () -> system.invitations().get(mails.get(0).code()));
    count("invitations.resend", () -> sent.resend(letter[0]));
    count("invitations.accept", () -> person.invitations().accept(letter[0]));
    person.orgs().members(acme).leave();
    InvitationId next = sent.send(acme, Email.of("ida@else.com"), gift).value().id();
    count("invitations.decline", () -> person.invitations().decline(next));
    InvitationId last = sent.send(acme, Email.of("jo@else.com"), gift).value().id();
    count("invitations.withdraw, one", () -> sent.withdraw(acme, last));
    OrgId inviting =
        system.orgs().create(NewOrg.named("Inviting", admin.actor().user().orElseThrow())).id();
    Session own = bailiwick.actingAs(Actor.user(admin.actor().user().orElseThrow()).in(inviting));
    count(
        "orgs.members.add, who is invited",
        () -> own.orgs().members(inviting).add(member("jo@else.com")));
  }

  private void teams() {
    Teams teams = admin.teams();
    UserId pat = join("pat");
    TeamId[] day = new TeamId[1];
    count("teams.create", () -> day[0] = teams.create(NewTeam.named("day")).id());
    count(
        "teams.create, under an operation id",
        () -> admin.operation("1").teams().create(NewTeam.named("by id")));
    count(
        "teams.update",
        () -> teams.update(day[0], TeamChange.builder().description("by day").build()));
    count("teams.members.add, one", () -> teams.members(day[0]).add(member(pat)));
    teams.members(day[0]).remove(member(pat));
    count(
        "teams.members.addReachable, one",
        () -> teams.members(day[0]).addReachable(List.of(member(pat))));
    teams.members(day[0]).replace(member(bob));
    count(
        "teams.members.replaceReachable, one",
        () -> teams.members(day[0]).replaceReachable(List.of(member(pat))));
    count("teams.members.replace, one", () -> teams.members(day[0]).replace(member(eve)));
    count("teams.members.remove, one", () -> teams.members(day[0]).remove(member(eve)));
    teams.members(day[0]).add(member(pat), member(bob));
    count(
        "teams.members.leave",
        () -> bailiwick.actingAs(Actor.user(pat).in(acme)).teams().members(day[0]).leave());
    count("teams.members.removeAll, one", () -> teams.members(day[0]).removeAll());
    count("teams.nest", () -> teams.nest(day[0], ops));
    count("teams.unnest", () -> teams.unnest(day[0], ops));
    count("teams.transferOwnership", () -> teams.transferOwnership(day[0], eve));
    count("teams.delete, an empty one", () -> teams.delete(day[0]));
  }

  private void resources() {
    Resources resources = admin.resources();
    count("resources.register", () -> resources.register(DOC.id("new").under(DOC.id("doc1"))));
    count("resources.move", () -> resources.move(DOC.id("new"), DOC.id("top")));
    count("resources.moveToTop", () -> resources.moveToTop(DOC.id("new")));
    count("resources.transferOwnership", () -> resources.transferOwnership(DOC.id("new"), eve));
    Grants grants = admin.grants();
    count("grants.grant", () -> grants.grant(COLLABORATOR, DOC.id("doc5"), bob));
    count("grants.grant, the same again", () -> grants.grant(COLLABORATOR, DOC.id("doc5"), bob));
    count("grants.revoke", () -> grants.revoke(COLLABORATOR, DOC.id("doc5"), bob));
    count("grants.deny", () -> grants.deny(COLLABORATOR, DOC.id("doc5"), bob));
    count("grants.lift", () -> grants.lift(COLLABORATOR, DOC.id("doc5"), bob));
    NewGrant one = NewGrant.of(COLLABORATOR, bob);
    count("grants.merge, one", () -> grants.merge(DOC.id("doc5"), one));
    count(
        "grants.replace, one",
        () -> grants.replace(DOC.id("doc5"), NewGrant.of(COLLABORATOR, eve)));
    List<NewGrant> ones = List.of(one);
    count("grants.mergeReachable, one", () -> grants.mergeReachable(DOC.id("doc5"), ones));
    grants.remove(DOC.id("doc5"), bob);
    count(
        "grants.replaceReachable, one",
        () -> grants.replaceReachable(DOC.id("doc5"), List.of(NewGrant.of(COLLABORATOR, eve))));
    count("grants.remove, one", () -> grants.remove(DOC.id("doc5"), eve));
    grants.merge(DOC.id("doc5"), one);
    count("grants.removeAll, one", () -> grants.removeAll(DOC.id("doc5")));
    count("resources.delete", () -> resources.delete(DOC.id("new")));
  }

  private void deletions() {
    UserId sue = join("sue");
    admin.teams().create(NewTeam.named("sue's").withOwner(sue));
    count("users.transferOwnership, one team", () -> admin.users().transferOwnership(sue, eve));
    UserId ben = system.users().register(Profile.named("Ben")).id();
    OrgId small = system.orgs().create(NewOrg.named("Small", ben).withJoining(Joining.DIRECT)).id();
    OrgMembers members = bailiwick.actingAs(Actor.user(ben).in(small)).orgs().members(small);
    count(
        "orgs.members.replace, one",
        () -> members.replace(member(ben).asAdmin(), member("b@acme.com")));
    members.replace(member(ben).asAdmin());
    count(
        "orgs.members.replaceReachable, one",
        () -> members.replaceReachable(List.of(member(ben).asAdmin(), member("b@acme.com"))));
    system.orgs().members(acme).makeAdmin(eve);
    Orgs hers = bailiwick.actingAs(Actor.user(eve).in(acme)).orgs();
    count("orgs.offerOwnership", () -> admin.orgs().offerOwnership(acme, eve));
    count("orgs.withdrawOwnership", () -> admin.orgs().withdrawOwnership(acme));
    admin.orgs().offerOwnership(acme, eve);
    count("orgs.declineOwnership", () -> hers.declineOwnership(acme));
    admin.orgs().offerOwnership(acme, eve);
    count("orgs.acceptOwnership", () -> hers.acceptOwnership(acme));
    count("orgs.transferOwnership", () -> system.orgs().transferOwnership(acme, bob));
    OrgId other = system.orgs().create(NewOrg.named("Another", bob)).id();
    count("orgs.delete, a new one", () -> system.orgs().delete(other));
    count(
        "audit.removeOlder, up to 1,000 entries",
        () -> system.audit().removeOlder(acme, Instant.MAX));
  }

  @Test
  void the_table_has_every_question_and_every_change() throws IOException {
    Map<String, Class<?>> owners =
        Map.ofEntries(
            Map.entry("users.", Users.class),
            Map.entry("users.emails.", UserEmails.class),
            Map.entry("orgs.", Orgs.class),
            Map.entry("orgs.members.", OrgMembers.class),
            Map.entry("orgs.domains.", OrgDomains.class),
            Map.entry("orgs.joinRequests.", JoinRequests.class),
            Map.entry("teams.", Teams.class),
            Map.entry("teams.members.", TeamMembers.class),
            Map.entry("resources.", Resources.class),
            Map.entry("grants.", Grants.class),
            Map.entry("invitations.", Invitations.class),
            Map.entry("impersonations.", Impersonations.class),
            Map.entry("agents.", Agents.class),
            Map.entry("access.", Access.class),
            Map.entry("audit.", AuditLog.class),
            Map.entry("history.", SignInHistory.class));
    Set<String> calls =
        table(1).keySet().stream()
            .map(call -> call.replaceFirst(",.*", ""))
            .collect(Collectors.toSet());
    List<String> missing =
        owners.entrySet().stream()
            .flatMap(
                owner ->
                    Arrays.stream(owner.getValue().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(method -> owner.getKey() + method.getName()))
            .filter(call -> !calls.contains(call))
            // These only lead on to others.
            .filter(call -> !LEADING_ON.contains(call))
            .distinct()
            .sorted()
            .toList();
    assertThat(missing).isEmpty();
  }

  private static Map<String, Integer> table(int column) throws IOException {
    Map<String, Integer> table = new LinkedHashMap<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `([^`]*)`(.*?) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|")
            .matcher(Files.readString(Path.of("../docs/jdbc.md")));
    while (rows.find()) {
      table.put(rows.group(1) + rows.group(2), Integer.valueOf(rows.group(2 + column)));
    }
    return table;
  }
}
