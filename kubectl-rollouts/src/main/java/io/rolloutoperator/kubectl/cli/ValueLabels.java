package io.rolloutoperator.kubectl.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Range;

/**
 * What stands in a help for values: nothing behind a switch, although {@code --watch=false} is
 * taken; and the label of parameters once, which may name several.
 */
final class ValueLabels implements IParamLabelRenderer {

  private final IParamLabelRenderer usual;

  private ValueLabels(IParamLabelRenderer usual) {
    this.usual = usual;
  }

  /** Makes helps with these labels. */
  static CommandLine.IHelpFactory helps() {
    return (CommandSpec spec, ColorScheme colours) ->
        new Help(spec, colours) {
          @Override
          public IParamLabelRenderer parameterLabelRenderer() {
            return new ValueLabels(createDefaultParamLabelRenderer());
          }
        };
  }

  @Override
  public Ansi.Text renderParameterLabel(ArgSpec argument, Ansi ansi, List<Ansi.IStyle> styles) {
    if (argument.isOption()) {
      return argument.type() == boolean.class
          ? ansi.text("")
          : usual.renderParameterLabel(argument, ansi, styles);
    }
    Range count = argument.arity();
    String label = argument.paramLabel() + (count.isVariable() ? "..." : "");
    return ansi.text(count.min() == 0 ? "[" + label + "]" : label);
  }

  @Override
  public String separator() {
    return usual.separator();
  }
}
