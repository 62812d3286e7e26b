package org.peerchallenge.engine;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.BeanUtils;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * What Java offers to diagrams and tables: delegates, calls in expressions, contracts of tables. It
 * is read from the classes themselves, so that files can be checked without an application, a
 * server or a database, when something first asks: a start with the files of the last one does not.
 */
@Component
class Catalogue {

  /**
   * What a delegate needs, reads and sets.
   *
   * @param name in diagrams
   * @param works whether a service task calls it; otherwise it only listens
   */
  record Delegate(String name, Step step, boolean works) {}

  private static final String OURS = "org.peerchallenge";

  private final Supplier<Contents> contents = SingletonSupplier.of(Catalogue::read);

  private record Contents(
      Map<String, Delegate> delegates,
      List<DiagramBean> calls,
      Map<String, InputCheck> inputs,
      List<TableContract> contracts,
      Map<String, FormContract> forms) {}

  /** Reads the classes on the class path, once for all kinds: each reading opens every class. */
  private static Contents read() {
    Contents read =
        new Contents(
            new TreeMap<>(),
            new ArrayList<>(),
            new TreeMap<>(),
            new ArrayList<>(),
            new TreeMap<>());
    for (Class<?> type :
        implementing(
            JavaDelegate.class,
            ExecutionListener.class,
            TaskListener.class,
            DiagramBean.class,
            TableContracts.class,
            TaskForm.class)) {
      if (JavaDelegate.class.isAssignableFrom(type)
          || ExecutionListener.class.isAssignableFrom(type)
          || TaskListener.class.isAssignableFrom(type)) {
        addDelegate(type, read);
      }
      if (DiagramBean.class.isAssignableFrom(type)) {
        read.calls.add((DiagramBean) bare(type));
      }
      if (TableContracts.class.isAssignableFrom(type)) {
        read.contracts.addAll(((TableContracts) bare(type)).contracts());
      }
      if (TaskForm.class.isAssignableFrom(type)) {
        FormContract contract = FormContract.of(type);
        Stream.of(contract.ref().value()).forEach(form -> read.forms.put(form, contract));
      }
    }
    return read;
  }

  /** Delegates and listeners by the name that diagrams use. */
  Map<String, Delegate> delegates() {
    return contents.get().delegates;
  }

  /** The beans that expressions may call. */
  List<DiagramBean> calls() {
    return contents.get().calls;
  }

  /** Delegates that are told by the diagram what to do, by their names. */
  Map<String, InputCheck> inputs() {
    return contents.get().inputs;
  }

  List<TableContract> contracts() {
    return contents.get().contracts;
  }

  /** What the classes of forms show and read, by the form. */
  Map<String, FormContract> forms() {
    return contents.get().forms;
  }

  private static void addDelegate(Class<?> type, Contents read) {
    Component component = type.getAnnotation(Component.class);
    if (component != null && !component.value().isEmpty()) {
      if (InputCheck.class.isAssignableFrom(type)) {
        read.inputs.put(component.value(), (InputCheck) bare(type));
      }
      read.delegates.put(
          component.value(),
          new Delegate(
              component.value(),
              type.getAnnotation(Step.class),
              JavaDelegate.class.isAssignableFrom(type)));
    }
  }

  private static List<Class<?>> implementing(Class<?>... wanted) {
    var scanner =
        new org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider(
            false);
    for (Class<?> one : wanted) {
      scanner.addIncludeFilter(new AssignableTypeFilter(one));
    }
    List<Class<?>> found = new ArrayList<>();
    scanner
        .findCandidateComponents(OURS)
        .forEach(
            one ->
                found.add(
                    ClassUtils.resolveClassName(
                        one.getBeanClassName(), Catalogue.class.getClassLoader())));
    return found;
  }

  /**
   * What is asked of these needs nobody else: see {@link DiagramBean} and {@link TableContracts}.
   */
  private static Object bare(Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    return BeanUtils.instantiateClass(constructor, new Object[constructor.getParameterCount()]);
  }
}
