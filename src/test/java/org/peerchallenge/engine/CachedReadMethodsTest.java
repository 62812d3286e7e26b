package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeMap;
import org.apache.ibatis.ognl.MemberAccess;
import org.apache.ibatis.ognl.ObjectPropertyAccessor;
import org.apache.ibatis.ognl.Ognl;
import org.apache.ibatis.ognl.OgnlContext;
import org.apache.ibatis.ognl.OgnlException;
import org.apache.ibatis.ognl.OgnlRuntime;
import org.apache.ibatis.scripting.xmltags.OgnlCache;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.EngineTest;

/** The engine's statements read the same as without the cache. */
class CachedReadMethodsTest extends EngineTest {

  static List<AbstractQuery<?, ?>> queries() {
    return List.of(
        (AbstractQuery<?, ?>) new TaskQueryImpl().taskNameLike("a").or().taskAssignee("b").endOr(),
        (AbstractQuery<?, ?>) new ProcessInstanceQueryImpl().processInstanceBusinessKey("k"),
        (AbstractQuery<?, ?>) new HistoricProcessInstanceQueryImpl().finished(),
        (AbstractQuery<?, ?>) new JobQueryImpl().timers());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyPropertyOfAQueryReadsAsOgnlReadsIt(AbstractQuery<?, ?> query) {
    var plain = new ObjectPropertyAccessor();
    var cached = new CachedReadMethods.Accessor();
    var expected = new TreeMap<String, Object>();
    var found = new TreeMap<String, Object>();
    for (Method method : query.getClass().getMethods()) {
      for (String name : List.of(method.getName(), property(method.getName()))) {
        if (method.getParameterCount() == 0 && method.getName().matches("(is|get|has)[A-Z].*")) {
          expected.put(name, read(plain, query, name));
          found.put(name, read(cached, query, name));
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theEnginesStatementsAreEvaluatedWithIt() throws OgnlException {
    assertThat(OgnlRuntime.getPropertyAccessor(TaskQueryImpl.class))
        .isInstanceOf(CachedReadMethods.Accessor.class);
    assertThat(OgnlCache.getValue("isOrQueryActive", new TaskQueryImpl().or())).isEqualTo(true);
  }

  private static String read(ObjectPropertyAccessor accessor, Object query, String name) {
    try {
      return String.valueOf(accessor.getPossibleProperty(context(), query, name));
    } catch (OgnlException e) {
      return e.getReason() == null ? e.toString() : e.getReason().toString();
    }
  }

  private static String property(String method) {
    String name = method.replaceFirst("^(is|get|has)", "");
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static OgnlContext context() {
    return Ognl.createDefaultContext(null, new Everything());
  }

  /** As MyBatis, which lets its statements read everything. */
  private static final class Everything implements MemberAccess {
    @Override
    public Object setup(OgnlContext context, Object target, Member member, String name) {
      return null;
    }

    @Override
    public void restore(
        OgnlContext context, Object target, Member member, String name, Object state) {}

    @Override
    public boolean isAccessible(OgnlContext context, Object target, Member member, String name) {
      return true;
    }
  }
}
