package org.peerchallenge.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.ognl.ObjectPropertyAccessor;
import org.apache.ibatis.ognl.OgnlContext;
import org.apache.ibatis.ognl.OgnlException;
import org.apache.ibatis.ognl.OgnlRuntime;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/**
 * Reads the properties that the engine's statements ask for, such as {@code query.isOrQueryActive},
 * by methods that are looked up once for each class.
 *
 * <p>OGNL, by which MyBatis evaluates the conditions of a statement, keeps only methods that are
 * named like a bean's. For the others it compares the names of all methods of the class at each
 * evaluation: an eighth of the processor time of a walked year (docs/measurements/build.md). Which
 * method is taken is still OGNL's choice.
 */
@Component
class CachedReadMethods extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    OgnlRuntime.setPropertyAccessor(Object.class, new Accessor());
  }

  /** The method by which OGNL reads a property; none where it reads a field or may not call it. */
  static Optional<Method> method(Object target, String name) {
    return Accessor.METHODS
        .get(target.getClass())
        .computeIfAbsent(name, key -> Accessor.find(target.getClass(), key));
  }

  static final class Accessor extends ObjectPropertyAccessor {

    private static final ClassValue<Map<String, Optional<Method>>> METHODS =
        new ClassValue<>() {
          @Override
          protected Map<String, Optional<Method>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
          }
        };

    @Override
    public Object getPossibleProperty(OgnlContext context, Object target, String name)
        throws OgnlException {
      Optional<Method> method = method(target, name);
      if (method.isEmpty()) {
        return super.getPossibleProperty(context, target, name);
      }
      try {
        return method.get().invoke(target);
      } catch (InvocationTargetException e) {
        throw new OgnlException(name, e.getTargetException());
      } catch (IllegalAccessException e) {
        throw new OgnlException(name, e);
      }
    }

    private static Optional<Method> find(Class<?> type, String name) {
      return Optional.ofNullable(OgnlRuntime.getGetMethod(type, name))
          .or(() -> Optional.ofNullable(OgnlRuntime.getReadMethod(type, name)))
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers()));
    }
  }
}
