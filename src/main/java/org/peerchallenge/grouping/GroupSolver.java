package org.peerchallenge.grouping;

import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.SolutionUpdatePolicy;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;

/** The solver (Timefold) of groups: hard rules first, then as many wishes as it finds time for. */
final class GroupSolver {

  private static final int MEMORY = 40;
  private static final Duration MOST = Duration.ofSeconds(6);
  private static final Duration NOTHING_BETTER = Duration.ofMillis(1_500);

  private final SolverFactory<Grouping> factory;

  /** Stops when nothing better was found for a while, after six seconds at the latest. */
  GroupSolver() {
    this(new TerminationConfig().withSpentLimit(MOST).withUnimprovedSpentLimit(NOTHING_BETTER));
  }

  GroupSolver(TerminationConfig end) {
    factory =
        SolverFactory.create(
            new SolverConfig()
                .withSolutionClass(Grouping.class)
                .withEntityClasses(Place.class, Meeting.class)
                .withConstraintProviderClass(GroupConstraints.class)
                .withTerminationConfig(end)
                .withPhases(search()));
  }

  /** A region is small: a short memory of late acceptance comes to good groups sooner. */
  private static LocalSearchPhaseConfig search() {
    return new LocalSearchPhaseConfig()
        .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(MEMORY))
        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
  }

  /** The same problem gives the same groups where the machine is as fast. */
  Grouping solve(Grouping problem) {
    problem.begin();
    return factory.buildSolver().solve(problem);
  }

  /** Scores groups as they are, without changing any. */
  Grouping scored(Grouping groups) {
    SolutionManager.create(factory).update(groups, SolutionUpdatePolicy.UPDATE_SCORE_ONLY);
    return groups;
  }
}
