package limpid.bulletin;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rejects templates that name an unknown figure, at any place. */
final class UnknownFigures extends AbstractExtension {
    private static final String DEFINED = "defined";

    private final Shape figures;

    UnknownFigures(Shape figures) {
        this.figures = figures;
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new Visitor((PebbleTemplateImpl) template, figures));
    }

    /** What a template names itself stands for what it was given; what a macro is given can be anything. */
    private static final class Visitor extends AbstractNodeVisitor {
        private final String template;
        private final Shape figures;
        private final Map<String, Shape> own = new HashMap<>();
        private boolean inMacro;

        Visitor(PebbleTemplateImpl template, Shape figures) {
            super(template);
            this.template = template.getName();
            this.figures = figures;
        }

        @Override
        public void visit(PrintNode node) {
            shape(node.getExpression());
        }

        @Override
        public void visit(SetNode node) {
            own.put(node.getName(), shape(node.getValue()));
        }

        @Override
        public void visit(ForNode node) {
            Shape each = shape(node.getIterable());
            String name = node.getIterationVariable();
            Shape outer = own.get(name);
            own.put(name, each instanceof Shape.Each(Shape element) ? element : Shape.ANYTHING);
            node.getBody().accept(this);
            if (outer == null) {
                own.remove(name);
            } else {
                own.put(name, outer);
            }
            if (node.getElseBody() != null) {
                node.getElseBody().accept(this);
            }
        }

        @Override
        public void visit(IfNode node) {
            node.getConditionsWithBodies().forEach(branch -> {
                shape(branch.getLeft());
                branch.getRight().accept(this);
            });
            if (node.getElseBody() != null) {
                node.getElseBody().accept(this);
            }
        }

        @Override
        public void visit(MacroNode node) {
            inMacro = true;
            node.getBody().accept(this);
            inMacro = false;
        }

        private Shape shape(@Nullable Expression<?> expression) {
            return switch (expression) {
                case null -> Shape.ANYTHING;
                case ContextVariableExpression name -> variable(name);
                case GetAttributeExpression attribute -> attribute(attribute);
                case BinaryExpression<?> both -> {
                    if (!isDefined(both)) {
                        shape(both.getLeftExpression());
                        shape(both.getRightExpression());
                    }
                    yield Shape.ANYTHING;
                }
                case UnaryExpression one -> shape(one.getChildExpression());
                case TernaryExpression choice -> {
                    shape(choice.getExpression1());
                    shape(choice.getExpression2());
                    yield shape(choice.getExpression3());
                }
                case ArrayExpression array -> {
                    array.getValues().forEach(this::shape);
                    yield new Shape.Each(Shape.ANYTHING);
                }
                case FilterInvocationExpression filter -> arguments(filter.getArgs());
                case FunctionOrMacroInvocationExpression call -> arguments(call.getArguments());
                default -> Shape.ANYTHING;
            };
        }

        private static boolean isDefined(BinaryExpression<?> both) {
            return both.getRightExpression() instanceof TestInvocationExpression test
                    && test.getTestName().equals(DEFINED);
        }

        private Shape arguments(@Nullable ArgumentsNode arguments) {
            if (arguments != null) {
                each(arguments.getPositionalArgs(), PositionalArgumentNode::getValueExpression);
                each(arguments.getNamedArgs(), NamedArgumentNode::getValueExpression);
            }
            return Shape.ANYTHING;
        }

        /** The parser leaves out lists that would be empty. */
        private <A> void each(@Nullable List<A> arguments, Function<A, @Nullable Expression<?>> value) {
            if (arguments != null) {
                arguments.forEach(argument -> shape(value.apply(argument)));
            }
        }

        private Shape variable(ContextVariableExpression variable) {
            String name = variable.getName();
            if (inMacro || name.equals("loop") || name.startsWith("_")) {
                return Shape.ANYTHING;
            }
            Shape given = own.get(name);
            return given == null ? member(figures, name, variable.getLineNumber()) : given;
        }

        private Shape attribute(GetAttributeExpression attribute) {
            Shape node = shape(attribute.getNode());
            shape(attribute.getAttributeNameExpression());
            arguments(attribute.getArgumentsNode());
            if (node instanceof Shape.Each(Shape element)) {
                return element;
            }
            return attribute.getAttributeNameExpression() instanceof LiteralStringExpression name
                    ? member(node, name.getValue(), attribute.getLineNumber())
                    : Shape.ANYTHING;
        }

        private Shape member(Shape of, String name, int line) {
            if (!(of instanceof Shape.Named(Map<String, Shape> members))) {
                return Shape.ANYTHING;
            }
            Shape member = members.get(name);
            if (member == null) {
                throw new AttributeNotFoundException(null, "no such figure", name, line, template);
            }
            return member;
        }
    }
}
