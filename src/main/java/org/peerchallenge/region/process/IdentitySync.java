package org.peerchallenge.region.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.TaskCandidates;
import org.peerchallenge.engine.TaskCandidates.Candidate;
import org.peerchallenge.region.FurtherGroups;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.peerchallenge.region.RolesChanged;
import org.peerchallenge.region.RolesFollowNow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings the engine's users and groups to what holds today, in the transaction that changed a role.
 *
 * <p>Rights outlive roles in the engine: whoever once claimed a task may complete it after leaving
 * the group. So a role that ends hands its open tasks back and takes those rights away.
 */
@Service
public class IdentitySync {

  /** Marks in a transaction that the sync will run at its end. */
  private static final Object PLANNED = new Object();

  private final Region region;
  private final ObjectProvider<FurtherGroups> furtherGroups;
  private final IdentityService identity;
  private final TaskService tasks;
  private final TaskCandidates candidates;
  private final RuntimeService runtime;
  private final AuthorizationService authorizations;
  private final EngineAsSystem asSystem;
  private final JdbcClient jdbc;
  private final Clock clock;

  IdentitySync(
      Region region,
      ObjectProvider<FurtherGroups> furtherGroups,
      IdentityService identity,
      TaskService tasks,
      TaskCandidates candidates,
      RuntimeService runtime,
      AuthorizationService authorizations,
      EngineAsSystem asSystem,
      JdbcClient jdbc,
      Clock clock) {
    this.region = region;
    this.furtherGroups = furtherGroups;
    this.identity = identity;
    this.tasks = tasks;
    this.candidates = candidates;
    this.runtime = runtime;
    this.authorizations = authorizations;
    this.asSystem = asSystem;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Once at the end of the transaction, however many roles it changed. */
  @EventListener
  @Transactional
  public void on(RolesChanged changed) {
    if (!TransactionSynchronizationManager.hasResource(PLANNED)) {
      TransactionSynchronizationManager.bindResource(PLANNED, Boolean.TRUE);
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
              sync();
            }

            @Override
            public void afterCompletion(int status) {
              TransactionSynchronizationManager.unbindResourceIfPossible(PLANNED);
            }
          });
    }
  }

  @EventListener
  @Transactional
  public void on(RolesFollowNow trial) {
    sync();
  }

  /** Brings every person's groups to what holds today. */
  @Transactional
  public void sync() {
    // Whoever changed the role need not be an administrator of the engine.
    asSystem.run(
        () -> {
          syncAll();
          return null;
        });
  }

  private void syncAll() {
    Map<String, User> users =
        identity.createUserQuery().list().stream()
            .collect(Collectors.toMap(User::getId, Function.identity()));
    Set<String> groups =
        identity.createGroupQuery().list().stream()
            .map(Group::getId)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Set<String>> wanted = wanted();
    Map<String, Set<String>> memberships = memberships();
    for (Role role : Role.values()) {
      if (!role.ofAuthority()) {
        ensureGroup(role.groupId(null), groups);
      }
    }
    for (Person person : region.people()) {
      ensureUser(person, Optional.ofNullable(users.get(person.username())));
      Set<String> should = wanted.getOrDefault(person.username(), Set.of());
      Set<String> has = memberships.getOrDefault(person.username(), Set.of());
      for (String group : should) {
        ensureGroup(group, groups);
        if (!has.contains(group)) {
          identity.createMembership(person.username(), group);
        }
      }
      Set<String> over = new TreeSet<>(has);
      over.removeAll(should);
      over.removeIf(group -> !isOurs(group));
      over.forEach(group -> identity.deleteMembership(person.username(), group));
      if (!over.isEmpty()) {
        handBack(person.username(), over, should);
      }
    }
  }

  /** Username to the engine's groups; its own interface asks for one person at a time. */
  private Map<String, Set<String>> memberships() {
    Map<String, Set<String>> memberships = new HashMap<>();
    jdbc.sql("select user_id_, group_id_ from act_id_membership")
        .query(
            row -> {
              memberships
                  .computeIfAbsent(row.getString(1), user -> new TreeSet<>())
                  .add(row.getString(2));
            });
    return memberships;
  }

  /** Username to groups. */
  private Map<String, Set<String>> wanted() {
    LocalDate today = LocalDate.now(clock);
    Map<String, Set<String>> wanted = new LinkedHashMap<>();
    region
        .everybodysRoles()
        .forEach(
            (username, roles) ->
                wanted.put(
                    username,
                    roles.stream()
                        .map(RoleHeld::groupId)
                        .collect(Collectors.toCollection(TreeSet::new))));
    furtherGroups.forEach(
        further ->
            further
                .members(today)
                .forEach(
                    (group, members) ->
                        members.forEach(
                            member ->
                                wanted.computeIfAbsent(member, m -> new TreeSet<>()).add(group))));
    return wanted;
  }

  /** Groups that an administrator made by hand stay as they are. */
  private boolean isOurs(String group) {
    for (Role role : Role.values()) {
      if (role.ofAuthority() ? group.matches(role.id() + "-\\d{3}") : group.equals(role.id())) {
        return true;
      }
    }
    return furtherGroups.stream().anyMatch(further -> further.decides(group));
  }

  private void ensureUser(Person person, Optional<User> existing) {
    // The engine wants two names; everything behind the first blank is the second.
    String[] names = person.name().split(" ", 2);
    String last = names.length > 1 ? names[1] : "";
    User user = existing.orElseGet(() -> identity.newUser(person.username()));
    if (existing.isPresent()
        && names[0].equals(user.getFirstName())
        && last.equals(user.getLastName())
        && person.email().equals(user.getEmail())) {
      return;
    }
    user.setFirstName(names[0]);
    user.setLastName(last);
    user.setEmail(person.email());
    // Without a password, which opens nothing: who is invited chooses one, or signs in by a
    // provider.
    identity.saveUser(user);
  }

  private void ensureGroup(String id, Set<String> groups) {
    if (groups.add(id)) {
      Group group = identity.newGroup(id);
      group.setName(name(id));
      // Camunda's own administrators' group is of its own type.
      group.setType(id.equals(Role.ADMIN.id()) ? "SYSTEM" : "WORKFLOW");
      identity.saveGroup(group);
    }
  }

  private String name(String groupId) {
    for (Role role : Role.values()) {
      if (role.ofAuthority() && groupId.matches(role.id() + "-\\d{3}")) {
        return role.words()
            + ", "
            + region.authority(groupId.substring(groupId.length() - 3)).name();
      }
      if (groupId.equals(role.id())) {
        return role.words();
      }
    }
    return groupId;
  }

  private void handBack(String username, Set<String> lost, Set<String> still) {
    for (Task task : tasks.createTaskQuery().taskAssignee(username).list()) {
      List<Candidate> whose = candidates.of(task.getId());
      if (whose.stream().anyMatch(one -> isOf(one, lost)) && !isCandidate(username, still, whose)) {
        takeBack(task);
      }
    }
    for (Authorization authorization :
        authorizations
            .createAuthorizationQuery()
            .userIdIn(username)
            .resourceType(Resources.TASK)
            .list()) {
      Task task = tasks.createTaskQuery().taskId(authorization.getResourceId()).singleResult();
      if (task == null) {
        continue;
      }
      List<Candidate> whose = candidates.of(task.getId());
      if (!username.equals(task.getAssignee()) && !isCandidate(username, still, whose)) {
        authorizations.deleteAuthorization(authorization.getId());
      }
    }
  }

  /** The engine lets no paused task change hands: its case goes on for that moment. */
  private void takeBack(Task task) {
    if (task.isSuspended()) {
      runtime.activateProcessInstanceById(task.getProcessInstanceId());
    }
    tasks.setAssignee(task.getId(), null);
    if (task.isSuspended()) {
      runtime.suspendProcessInstanceById(task.getProcessInstanceId());
    }
  }

  private static boolean isCandidate(String username, Set<String> groups, List<Candidate> whose) {
    return whose.stream()
        .anyMatch(one -> one.user().equals(Optional.of(username)) || isOf(one, groups));
  }

  private static boolean isOf(Candidate candidate, Set<String> groups) {
    return candidate.group().filter(groups::contains).isPresent();
  }
}
