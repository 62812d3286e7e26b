package org.peerchallenge.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Allow list of expressions: all that one finds while a process runs, variables, delegates and
 * listeners by name, and the calls that {@link DiagramBean}s offer. There is no way on from there:
 * no property and no method of anything else, so none of the engine's services, no bean of Spring
 * and no class.
 */
final class ExpressionAllowList extends ELResolver {

  private static final Set<Class<?>> NAMED =
      Set.of(JavaDelegate.class, DelegateListener.class, TaskListener.class, DiagramBean.class);

  /** What the interface is for, and what every object has. */
  private static final Set<String> NOT_FOR_DIAGRAMS = Set.of("name", "fault");

  private final ListableBeanFactory beans;
  private final BeanELResolver methods = new BeanELResolver(true);

  private ExpressionAllowList(ListableBeanFactory beans) {
    this.beans = beans;
  }

  static ELResolver in(ListableBeanFactory beans) {
    CompositeELResolver all = new CompositeELResolver();
    // Both answer bare names alone: “execution”, “task” and the variables.
    all.add(new VariableScopeElResolver());
    all.add(new VariableContextElResolver());
    all.add(new ExpressionAllowList(beans));
    return all;
  }

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    String name = String.valueOf(property);
    if (base == null) {
      if (isKnown(name)) {
        context.setPropertyResolved(true);
        return beans.getBean(name);
      }
      return null;
    }
    if (base instanceof DelegateExecution execution && name.equals("processBusinessKey")) {
      context.setPropertyResolved(true);
      return execution.getProcessBusinessKey();
    }
    throw refused(name);
  }

  @Override
  public Object invoke(
      ELContext context, Object base, Object method, Class<?>[] types, Object[] values) {
    if (base instanceof DiagramBean bean && offers(bean).contains(String.valueOf(method))) {
      return methods.invoke(context, bean, method, types, values);
    }
    throw refused(method + "()");
  }

  private boolean isKnown(String name) {
    Class<?> type = beans.containsBean(name) ? beans.getType(name) : null;
    return type != null && NAMED.stream().anyMatch(known -> known.isAssignableFrom(type));
  }

  private static Set<String> offers(DiagramBean bean) {
    return Arrays.stream(AopUtils.getTargetClass(bean).getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> !NOT_FOR_DIAGRAMS.contains(name))
        .collect(Collectors.toSet());
  }

  private static ELException refused(String what) {
    return new ELException("“" + what + "” is not open to diagrams");
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    throw refused(String.valueOf(property));
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    return true;
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    return null;
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return Object.class;
  }

  @Override
  public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
    return null;
  }
}
