package org.peerchallenge.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Holds a running diagram to what {@link FileCheck} asks of its file, for the day on which one gets
 * in around the check: expressions reach {@link ExpressionAllowList} alone, there are no scripts,
 * no class is made by its name, the engine's own tasks that send mail or run a programme among
 * them.
 *
 * <p>By itself the engine opens all of its services, every bean and every class to a diagram. Its
 * places for this are not public.
 */
@Component
@DependsOnDatabaseInitialization
class RestrictedDiagrams extends AbstractProcessEnginePlugin {

  private final ListableBeanFactory beans;

  RestrictedDiagrams(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setExpressionManager(new Expressions(beans));
    configuration.setScriptEngineResolver(new NoScripts());
    configuration.setArtifactFactory(new NoClasses());
  }

  private static final class Expressions extends JuelExpressionManager {

    private final ListableBeanFactory beans;

    Expressions(ListableBeanFactory beans) {
      this.beans = beans;
    }

    @Override
    protected ELResolver createElResolver() {
      return ExpressionAllowList.in(beans);
    }
  }

  private static final class NoScripts implements ScriptEngineResolver {

    @Override
    public ScriptEngine getScriptEngine(String language, boolean cached) {
      throw new ProcessEngineException("A script in " + language + " is not open to diagrams");
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
      throw new ProcessEngineException("Scripts are not open to diagrams");
    }

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
      // None is used.
    }
  }

  private static final class NoClasses implements ArtifactFactory {

    @Override
    public <T> T getArtifact(Class<T> type) {
      throw new ProcessEngineException("The class " + type.getName() + " is not open to diagrams");
    }
  }
}
