package dev.bailiwick.contract.history;

import dev.bailiwick.Session;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.StoreContents;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.grant.NewGrant;
import dev.bailiwick.grant.Window;
import dev.bailiwick.id.Accessor;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.InvitationId;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.id.UserId;
import dev.bailiwick.invitation.Gift;
import dev.bailiwick.invitation.Invitation;
import dev.bailiwick.org.JoinRequest;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Org;
import dev.bailiwick.org.OrgChange;
import dev.bailiwick.org.OrgDomain;
import dev.bailiwick.org.SignUp;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.permission.Permission;
import dev.bailiwick.permission.Role;
import dev.bailiwick.permission.RoleDefinition;
import dev.bailiwick.permission.Standard;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.NewTeam;
import dev.bailiwick.team.Team;
import dev.bailiwick.team.TeamChange;
import dev.bailiwick.user.AddressCode;
import dev.bailiwick.user.AddressMail;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailDomain;
import dev.bailiwick.user.ExternalIdentity;
import dev.bailiwick.user.NewMember;
import dev.bailiwick.user.Profile;
import dev.bailiwick.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The random actor and the random arguments of one step of a history, picked from the contents of
 * the store: mostly a fitting combination, sometimes not. The same number over the same contents
 * picks the same.
 */
public final class RandomChoices {
  private static final List<Role> ROLES =
      List.of(
          Standard.COLLABORATOR,
          Standard.COLLABORATOR,
          Standard.OPERATOR,
          Standard.OPERATOR,
          Standard.ADMIN,
          Standard.OWNER,
          Role.ofOrg("auditor"),
          Role.ofOrg("keeper"));

  private final World world;
  private final StoreContents contents;
  private final Random random;
  private final List<String> said = new ArrayList<>();
  private Optional<OrgId> about = Optional.empty();
  private Optional<Email> theirs = Optional.empty();
  private Optional<Invitation> letter = Optional.empty();
  private Optional<EmailDomain> domain = Optional.empty();
  private Optional<JoinRequest> request = Optional.empty();
  private Optional<AddressMail> mail = Optional.empty();

  public RandomChoices(World world, StoreContents contents, int number) {
    this.world = world;
    this.contents = contents;
    this.random = new Random(number * 0x9E3779B97F4A7C15L);
  }

  /** The choices so far, for the reader of a history. */
  public List<String> said() {
    return said;
  }

  /** Continues about the org of the actor. */
  public void actingAs(Actor actor) {
    about = actor.org();
    said(actor);
  }

  // ---- actors

  public Session system() {
    return world.system(org());
  }

  /** Mostly the host. */
  public Session trusted() {
    return random.nextInt(8) == 0 ? anyActor() : random.nextBoolean() ? world.system() : system();
  }

  /** Mostly an actor without the right: destructive calls must not happen all the time. */
  public Session seldomTrusted() {
    return random.nextInt(8) == 0 ? system() : plain();
  }

  /** The host while there are few orgs, then an actor without the right. */
  public Session few() {
    return contents.liveOrgs().size() > 3 ? plain() : chance(2) ? world.system() : anyActor();
  }

  /** Any actor, inside an org or not. */
  public Session anyActor() {
    UserId user = pick(acting());
    return switch (random.nextInt(8)) {
      case 0, 1 -> world.as(user);
      case 2, 3 -> system();
      case 4, 5 -> admin();
      default -> world.as(user, orgOf(user));
    };
  }

  /** Mostly an admin of the org; sometimes a person about their own tenant. */
  public Session admin() {
    int draw = random.nextInt(8);
    if (draw < 2) {
      UserId user = pick(acting());
      return draw == 0 ? world.as(user, orgOf(user)) : world.as(owner());
    }
    OrgId org = org();
    List<UserId> admins =
        contents.memberships().stream()
            .filter(m -> m.org().equals(org) && m.admin() && m.active())
            .map(Membership::user)
            .filter(acting()::contains)
            .toList();
    // The accounts of the owner and of every other admin may be deactivated or locked.
    return admins.isEmpty() ? world.as(pick(acting())) : world.as(pick(admins), org);
  }

  /** Mostly the owner of an org. */
  public Session orgOwner() {
    Org org = contents.org(pick(contents.liveOrgs()));
    return chance(8) || !acting().contains(org.owner()) ? admin() : world.as(org.owner(), org.id());
  }

  /** Mostly the admin to whom the ownership of an org is offered. */
  public Session candidate() {
    List<Org> offered =
        contents.orgs().stream()
            .filter(org -> org.ownershipOffer().isPresent() && org.suspension().isEmpty())
            .toList();
    if (chance(8) || offered.isEmpty()) {
      return admin();
    }
    Org org = pick(offered);
    return world.as(org.ownershipOffer().orElseThrow().candidate(), org.id());
  }

  /** A member with no other rights than those over their own property. */
  public Session plain() {
    List<Membership> members =
        contents.memberships().stream()
            .filter(m -> !m.admin() && m.active() && acting().contains(m.user()))
            .toList();
    if (members.isEmpty()) {
      return anyActor();
    }
    Membership member = pick(members);
    return world.as(member.user(), member.org());
  }

  private List<UserId> acting() {
    return contents.users().stream().filter(User::usable).map(User::id).toList();
  }

  /** The person with resources in their own tenant, if there is one. */
  private UserId owner() {
    List<UserId> usable = acting();
    return contents.resources().stream()
        .map(Resource::tenant)
        .filter(tenant -> tenant instanceof UserId)
        .map(UserId.class::cast)
        .filter(usable::contains)
        .findFirst()
        .orElse(usable.get(0));
  }

  // ---- arguments

  /** The org that the step is about. */
  public OrgId about() {
    if (about.isEmpty()) {
      about = Optional.of(org());
    }
    return said(about.get());
  }

  public UserId user() {
    return said(pick(contents.people()));
  }

  public OrgId org() {
    return said(pick(contents.liveOrgs()));
  }

  /** A suspended org, if there is one. */
  public OrgId suspended() {
    List<OrgId> suspended = contents.suspendedOrgs();
    return suspended.isEmpty() ? org() : said(pick(suspended));
  }

  public Suspension suspension() {
    return said(pick(List.of(Suspension.values())));
  }

  private OrgId orgOf(UserId user) {
    List<OrgId> orgs =
        contents.memberships().stream()
            .filter(m -> m.user().equals(user))
            .map(Membership::org)
            .toList();
    return orgs.isEmpty() ? org() : pick(orgs);
  }

  /** Mostly a member of the org that the step is about. */
  public UserId member() {
    OrgId org = about();
    List<UserId> members =
        contents.memberships().stream()
            .filter(m -> m.org().equals(org) && m.active())
            .map(Membership::user)
            .toList();
    return random.nextInt(16) == 0 || members.isEmpty() ? user() : said(pick(members));
  }

  /** Mostly an admin of the org that the step is about. */
  public UserId orgAdmin() {
    OrgId org = about();
    List<UserId> admins =
        contents.memberships().stream()
            .filter(m -> m.org().equals(org) && m.admin() && m.active())
            .map(Membership::user)
            .filter(user -> !user.equals(contents.org(org).owner()))
            .toList();
    return chance(8) || admins.isEmpty() ? member() : said(pick(admins));
  }

  /** A user with a membership of the org, active or not. */
  public UserId anyMember() {
    OrgId org = about();
    List<Membership> places =
        contents.memberships().stream().filter(m -> m.org().equals(org)).toList();
    List<Membership> inactive = places.stream().filter(m -> !m.active()).toList();
    return said(pick(inactive.isEmpty() || random.nextInt(4) == 0 ? places : inactive).user());
  }

  public NewMember known() {
    NewMember known = NewMember.member(random.nextInt(4) == 0 ? user() : member());
    return random.nextInt(6) == 0 ? known.asAdmin() : known;
  }

  public NewMember anyNewMember() {
    return random.nextBoolean() ? known() : NewMember.member(email()).named("N");
  }

  /** The owner as an admin, most of the other members, and sometimes one more person. */
  public NewMember[] roster() {
    OrgId org = about();
    UserId owner = contents.org(org).owner();
    List<NewMember> roster = new ArrayList<>(List.of(NewMember.member(owner).asAdmin()));
    for (Membership place : contents.memberships()) {
      if (place.org().equals(org) && !place.user().equals(owner) && random.nextInt(4) > 0) {
        NewMember kept = NewMember.member(said(place.user()));
        roster.add(random.nextInt(6) == 0 ? kept.asAdmin() : kept);
      }
    }
    if (random.nextInt(4) == 0) {
      roster.add(known());
    }
    return roster.toArray(NewMember[]::new);
  }

  public NewMember seated() {
    NewMember seated = NewMember.member(member());
    return random.nextInt(3) == 0 ? seated.asAdmin() : seated;
  }

  public TeamId team(Session session) {
    Tenant tenant = tenant(session);
    List<TeamId> all = contents.teams().stream().map(Team::id).toList();
    List<TeamId> own =
        contents.teams().stream().filter(t -> t.tenant().equals(tenant)).map(Team::id).toList();
    boolean astray = own.isEmpty() || random.nextInt(16) == 0;
    return said(all.isEmpty() ? new TeamId(999_999) : pick(astray ? all : own));
  }

  private Tenant tenant(Session session) {
    Actor actor = session.actor();
    return actor.org().isPresent()
        ? actor.org().get()
        : actor.user().isPresent() ? actor.user().get() : org();
  }

  public ResourceRef registered(Session session) {
    Tenant tenant = tenant(session);
    List<ResourceId> there =
        contents.resources().stream()
            .filter(r -> r.tenant().equals(tenant))
            .map(Resource::id)
            .toList();
    ResourceId id = there.isEmpty() ? pick(contents.askable(tenant)) : pick(there);
    return said(id).in(tenant);
  }

  public ResourceRef resource(Session session) {
    Tenant tenant = tenant(session);
    return said(pick(contents.askable(tenant))).in(tenant);
  }

  public ResourceRef place(Session session) {
    Tenant tenant = tenant(session);
    ResourceRef ref = said(pick(StoreContents.IDS)).in(tenant);
    if (session.actor().isSystem() || random.nextBoolean()) {
      ref = ref.ownedBy(member());
    }
    return random.nextInt(3) > 0 ? ref : ref.under(registered(session));
  }

  public Accessor accessor(Session session) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> member();
      case 5 -> user();
      case 6, 7, 8, 9 -> team(session);
      case 10, 11 -> random.nextInt(8) == 0 ? org() : about();
      default -> said(Everyone.EVERYONE);
    };
  }

  /** A grant or denial of a resource; a random one if it has no match. */
  public NewGrant given(Session session, ResourceRef resource, boolean denial) {
    Tenant tenant = tenant(session);
    List<NewGrant> there =
        contents.grants().stream()
            .filter(g -> g.tenant().equals(tenant) && g.resource().equals(resource.key()))
            .filter(g -> denial == (g.effect() == Effect.DENY))
            .map(g -> NewGrant.of(g.role(), g.accessor()))
            .toList();
    return said(
        there.isEmpty() || random.nextInt(8) == 0
            ? NewGrant.of(role(), accessor(session))
            : pick(there));
  }

  /** A resource on which something is granted, if there is one. */
  public ResourceRef granted(Session session) {
    Tenant tenant = tenant(session);
    List<ResourceId> there =
        contents.grants().stream()
            .filter(g -> g.tenant().equals(tenant))
            .map(g -> g.resource())
            .distinct()
            .toList();
    return there.isEmpty() ? resource(session) : said(pick(there)).in(tenant);
  }

  public NewGrant newGrant(Session session) {
    NewGrant grant =
        random.nextInt(4) == 0
            ? NewGrant.denial(role(), accessor(session))
            : NewGrant.of(role(), accessor(session));
    Instant now = world.clock().instant();
    return said(
        switch (random.nextInt(4)) {
          case 0 -> grant.during(Window.until(now.plusSeconds(random.nextInt(20))));
          case 1 -> grant.during(Window.from(now.plusSeconds(random.nextInt(20))));
          default -> grant;
        });
  }

  /** A role of the model, or one that the org of this step defines, in 15 of 16 steps. */
  public Role role() {
    List<Role> defined = ROLES.stream().filter(this::isDefined).toList();
    return said(pick(random.nextInt(16) == 0 ? ROLES : defined));
  }

  private boolean isDefined(Role role) {
    return !role.isOfOrg()
        || contents.roles().stream()
            .anyMatch(
                defined -> defined.role().equals(role) && about.equals(Optional.of(defined.org())));
  }

  public Role ownRole() {
    return said(Role.ofOrg(pick(List.of("auditor", "keeper", "spare"))));
  }

  /** Mostly a role that the org of this step defines and that is not granted. */
  public Role spareRole() {
    OrgId org = about();
    List<Role> spare =
        contents.roles().stream()
            .filter(defined -> defined.org().equals(org))
            .map(RoleDefinition::role)
            .filter(role -> contents.grants().stream().noneMatch(g -> g.role().equals(role)))
            .toList();
    return chance(8) || spare.isEmpty() ? ownRole() : said(pick(spare));
  }

  public Permission permission() {
    return said(pick(List.of(Permission.READ, Standard.OPERATE, Permission.MANAGE)));
  }

  public Email email() {
    int number = random.nextInt(12);
    return said(Email.of("p" + number + (number % 2 == 0 ? "@world.test" : "@else.test")));
  }

  public EmailDomain domain() {
    return said(domain.orElseGet(() -> EmailDomain.of(chance(2) ? "world.test" : "else.test")));
  }

  public SignUp signUp() {
    return said(pick(List.of(SignUp.values())));
  }

  /** An org with a domain, mostly. */
  public OrgId aboutDomain() {
    if (!contents.domains().isEmpty() && !chance(8)) {
      OrgDomain own = pick(contents.domains());
      about = Optional.of(own.org());
      domain = Optional.of(own.domain());
    }
    return about();
  }

  /** Mostly an admin of an org that somebody has asked to join. */
  public Session asked() {
    if (contents.joinRequests().isEmpty() || chance(8)) {
      return admin();
    }
    request = Optional.of(pick(contents.joinRequests()));
    about = Optional.of(request.get().org());
    Org org = contents.org(about.get());
    return acting().contains(org.owner()) ? world.as(org.owner(), org.id()) : world.system();
  }

  /** Mostly a person who has asked to join an org. */
  public Session asker() {
    if (contents.joinRequests().isEmpty() || chance(8)) {
      return anyActor();
    }
    request = Optional.of(pick(contents.joinRequests()));
    return world.as(request.get().user());
  }

  public OrgId aboutRequest() {
    about = request.map(JoinRequest::org).or(() -> about);
    return about();
  }

  public UserId asking() {
    return said(request.map(JoinRequest::user).orElseGet(this::user));
  }

  /** Mostly a person to whose noted address a code was sent. */
  public Session confirming() {
    List<AddressMail> sent =
        world.addressMails().stream()
            .filter(
                mail ->
                    contents
                        .user(mail.user())
                        .flatMap(User::pendingEmail)
                        .filter(noted -> noted.isCode(mail.code()))
                        .isPresent())
            .toList();
    if (sent.isEmpty() || chance(8)) {
      return anyActor();
    }
    mail = Optional.of(pick(sent));
    return world.as(mail.get().user());
  }

  /** The account of the actor; of a system actor, any one. */
  public UserId self(Session session) {
    return said(session.actor().user().orElseGet(this::user));
  }

  public AddressCode code() {
    return mail.map(AddressMail::code).orElseGet(() -> AddressCode.of("a".repeat(43)));
  }

  /** Mostly a user with several verified addresses. */
  public UserId withSeveral() {
    List<User> several =
        contents.users().stream().filter(user -> !user.otherEmails().isEmpty()).toList();
    if (several.isEmpty()) {
      return user();
    }
    User user = pick(several);
    theirs = Optional.of(pick(user.otherEmails().keySet().asList()));
    return said(user.id());
  }

  public Email another() {
    return said(theirs());
  }

  /** A person with an open invitation to their verified address, if there is one. */
  public Session invited() {
    List<Invitation> open =
        contents.invitations().stream()
            .filter(sent -> sent.isOpen(world.clock().instant()) && invitee(sent).isPresent())
            .toList();
    if (open.isEmpty() || random.nextInt(16) == 0) {
      return world.as(pick(acting()));
    }
    letter = Optional.of(pick(open));
    return world.as(invitee(letter.get()).orElseThrow());
  }

  private Optional<UserId> invitee(Invitation sent) {
    return contents.users().stream()
        .filter(user -> user.usable() && user.emailVerifiedAt().isPresent())
        .filter(user -> user.email().equals(Optional.of(sent.email())))
        .map(User::id)
        .findFirst();
  }

  /** The invitation of the person who acts, or one of the org that the step is about. */
  public InvitationId invitation() {
    List<InvitationId> there =
        contents.invitations().stream()
            .filter(sent -> about.isEmpty() || sent.tenant().equals(about.get()))
            .map(Invitation::id)
            .toList();
    return said(
        letter
            .map(Invitation::id)
            .orElseGet(() -> there.isEmpty() ? new InvitationId(999_999) : pick(there)));
  }

  /** An address to invite: mostly the verified one of a person outside the org. */
  public Email invitee() {
    OrgId org = about();
    List<Email> outside =
        contents.users().stream()
            .filter(user -> user.emailVerifiedAt().isPresent())
            .filter(
                user ->
                    contents.memberships().stream()
                        .noneMatch(m -> m.org().equals(org) && m.user().equals(user.id())))
            .flatMap(user -> user.email().stream())
            .toList();
    return outside.isEmpty() || random.nextInt(4) == 0 ? email() : said(pick(outside));
  }

  public Gift gift(Session session) {
    Gift gift = Gift.membership().withAdmin(random.nextInt(4) == 0);
    return switch (random.nextInt(4)) {
      case 0 -> gift.inTeam(team(session));
      case 1 -> gift.asAdminOf(team(session));
      case 2 -> gift.withRole(role(), resource(session).key());
      default -> gift;
    };
  }

  /** Mostly a user with an address, which {@link #theirs} then is. */
  public UserId reachable() {
    List<User> reachable =
        contents.users().stream().filter(user -> user.email().isPresent()).toList();
    if (reachable.isEmpty()) {
      return user();
    }
    User user = pick(reachable);
    theirs = user.email();
    return said(user.id());
  }

  public Email theirs() {
    return random.nextInt(8) == 0 ? email() : theirs.orElseGet(this::email);
  }

  public ExternalIdentity identity() {
    return said(ExternalIdentity.of("test", "p" + random.nextInt(12)));
  }

  /** One of the user's identities, if there is one. */
  public ExternalIdentity identityOf(UserId user) {
    return contents.users().stream()
        .filter(u -> u.id().equals(user))
        .flatMap(u -> u.identities().stream())
        .findFirst()
        .map(this::said)
        .orElseGet(this::identity);
  }

  public Profile profile() {
    Profile profile = Profile.named("P" + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> profile.withEmail(email());
      case 1, 2 -> profile.withVerifiedEmail(email());
      default -> profile;
    };
  }

  public NewTeam newTeam(Session session) {
    UserId owner =
        session.actor().user().filter(user -> random.nextBoolean()).orElseGet(this::member);
    NewTeam team = NewTeam.named("T" + random.nextInt(99)).withOwner(owner);
    return random.nextBoolean() ? team.with(seated()) : team;
  }

  public TeamChange teamChange() {
    TeamChange change = TeamChange.ofName("T" + random.nextInt(99));
    return random.nextBoolean() ? change.withMembers(seated()) : change;
  }

  public OrgChange orgChange() {
    OrgChange.Builder change = OrgChange.builder();
    switch (random.nextInt(4)) {
      case 0 -> change.sharing(random.nextInt(3) > 0);
      case 1 -> change.membersDefaultRole(role());
      case 2 -> change.noMembersDefaultRole(true);
      default -> change.name("O" + random.nextInt(20));
    }
    return said(change.build());
  }

  public boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  public <T> Optional<T> maybe(T value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> T said(T what) {
    said.add(String.valueOf(what));
    return what;
  }
}
