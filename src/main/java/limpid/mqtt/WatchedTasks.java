package limpid.mqtt;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one Paho client. Paho does not notice when one of its own dies: it would go on as connected, deaf, until
 * the keep-alive runs out. Here whatever ends a task is told at once, and printed nowhere.
 */
final class WatchedTasks extends ScheduledThreadPoolExecutor {
    /** Connecting, receiver, sender, callback, ping and disconnecting, with some to spare: each blocks its thread. */
    private static final int THREADS = 10;

    private final Consumer<Throwable> listener;

    /** @param listener told on the thread whose task ended so */
    WatchedTasks(Consumer<Throwable> listener) {
        super(THREADS, Thread.ofPlatform().name("mqtt-", 1).daemon().factory());
        this.listener = listener;
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        if (thrown != null) {
            listener.accept(thrown);
        } else if (task instanceof Future<?> future && future.state() == Future.State.FAILED) {
            listener.accept(future.exceptionNow());
        }
    }
}
