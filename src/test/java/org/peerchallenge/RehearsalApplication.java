package org.peerchallenge;

import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * A team of two with sections to write; as a program, the application in a process of its own that
 * a test can kill. That one is set up at its first start; later ones find everything in the
 * database.
 */
public final class RehearsalApplication {

  public static final String PASSWORD = "A-test-password-1";
  public static final String ROBIN = "team-846";
  public static final String SANDY = "team-846-2";
  public static final int SECTIONS = 18;
  public static final String READY = "The rehearsal is ready";

  private RehearsalApplication() {}

  public static void main(String[] arguments) {
    ApplicationContext context = SpringApplication.run(PeerChallenge.class, arguments);
    if (context.getBean(Region.class).findPerson(ROBIN).isEmpty()) {
      setUp(context);
    }
    System.out.println(READY);
  }

  /** In an application without cases. */
  public static void setUp(ApplicationContext context) {
    context
        .getBean(Region.class)
        .addAuthority(
            new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    person(context, ROBIN, "Robin Example", Role.TEAM);
    person(context, SANDY, "Sandy Example", Role.TEAM);
    person(context, "office", "Ashley Example", Role.OFFICE);
    context
        .getBean(RepositoryService.class)
        .createDeployment()
        .addClasspathResource("front/rehearsal-writing.bpmn")
        .addClasspathResource("front/write-offers.form")
        .addClasspathResource("front/rehearsal-long.bpmn")
        .addClasspathResource("front/write-long.form")
        .deploy();
    RuntimeService runtime = context.getBean(RuntimeService.class);
    for (int one = 0; one < SECTIONS; one++) {
      // A key of its own each: a form is filled with what was sent last in its case.
      runtime.startProcessInstanceByKey("rehearsal-writing", "rehearsal-" + one);
    }
    runtime.startProcessInstanceByKey("rehearsal-long", "2019/846");
  }

  private static void person(ApplicationContext context, String username, String name, Role role) {
    Region region = context.getBean(Region.class);
    region.addPerson(new Person(username, name, username + "@example.org"));
    region.appoint(username, role, role == Role.TEAM ? "846" : null, LocalDate.of(2018, 1, 1));
    IdentityService identity = context.getBean(IdentityService.class);
    User user = identity.createUserQuery().userId(username).singleResult();
    user.setPassword(PASSWORD);
    identity.saveUser(user);
  }
}
