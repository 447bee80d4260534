package org.trellis.usp.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The answer to a request. A failure of a part of it is a value inside. */
public sealed interface Response extends MessageBody {

    record GetResult(List<RequestedPath> results) implements Response {
        public GetResult {
            results = List.copyOf(results);
        }
    }

    /**
     * @param fault set if the path could not be read
     */
    record RequestedPath(String path, Optional<Fault> fault, List<ResolvedPath> resolved) {
        public RequestedPath {
            Objects.requireNonNull(path);
            Objects.requireNonNull(fault);
            resolved = List.copyOf(resolved);
        }
    }

    /**
     * @param parameters by path relative to the object; agents before 1.2 put sub-objects here too
     */
    record ResolvedPath(String object, Map<String, String> parameters) {
        public ResolvedPath {
            Objects.requireNonNull(object);
            parameters = Map.copyOf(parameters);
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return object + parameters.keySet();
        }
    }

    record SupportedDm(List<SupportedDmResult> results) implements Response {
        public SupportedDm {
            results = List.copyOf(results);
        }
    }

    record SupportedDmResult(
            String path, Optional<Fault> fault, String modelUri, List<SupportedObject> objects) {
        public SupportedDmResult {
            Objects.requireNonNull(path);
            Objects.requireNonNull(fault);
            Objects.requireNonNull(modelUri);
            objects = List.copyOf(objects);
        }
    }

    record Instances(List<InstancesResult> results) implements Response {
        public Instances {
            results = List.copyOf(results);
        }
    }

    record InstancesResult(String path, Optional<Fault> fault, List<Instance> instances) {
        public InstancesResult {
            Objects.requireNonNull(path);
            Objects.requireNonNull(fault);
            instances = List.copyOf(instances);
        }
    }

    record Instance(String object, Map<String, String> uniqueKeys) {
        public Instance {
            Objects.requireNonNull(object);
            uniqueKeys = Map.copyOf(uniqueKeys);
        }
    }

    record SetResult(List<ObjectResult<Updated>> results) implements Response {
        public SetResult {
            results = List.copyOf(results);
        }
    }

    record AddResult(List<ObjectResult<Created>> results) implements Response {
        public AddResult {
            results = List.copyOf(results);
        }
    }

    record DeleteResult(List<ObjectResult<Deleted>> results) implements Response {
        public DeleteResult {
            results = List.copyOf(results);
        }
    }

    /** What became of one object that was to be changed. */
    record ObjectResult<T>(String requestedPath, ObjectOutcome<T> outcome) {
        public ObjectResult {
            Objects.requireNonNull(requestedPath);
            Objects.requireNonNull(outcome);
        }
    }

    /** Success with what was done, or failure. */
    sealed interface ObjectOutcome<T> {

        record Success<T>(T what) implements ObjectOutcome<T> {
            public Success {
                Objects.requireNonNull(what);
            }
        }

        /**
         * @param details by full path where the agent names them (Set only)
         */
        record Failure<T>(Fault fault, List<PathFault> details) implements ObjectOutcome<T> {
            public Failure {
                Objects.requireNonNull(fault);
                details = List.copyOf(details);
            }
        }
    }

    /** One entry per instance that a Set reached. */
    record Updated(List<UpdatedInstance> instances) {
        public Updated {
            instances = List.copyOf(instances);
        }
    }

    record UpdatedInstance(String object, Map<String, String> parameters, List<PathFault> faults) {
        public UpdatedInstance {
            Objects.requireNonNull(object);
            parameters = Map.copyOf(parameters);
            faults = List.copyOf(faults);
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return object + parameters.keySet() + faults;
        }
    }

    record Created(String object, Map<String, String> uniqueKeys, List<PathFault> faults) {
        public Created {
            Objects.requireNonNull(object);
            uniqueKeys = Map.copyOf(uniqueKeys);
            faults = List.copyOf(faults);
        }
    }

    record Deleted(List<String> objects, List<PathFault> faults) {
        public Deleted {
            objects = List.copyOf(objects);
            faults = List.copyOf(faults);
        }
    }

    record OperateResult(List<Executed> results) implements Response {
        public OperateResult {
            results = List.copyOf(results);
        }
    }

    record Executed(String command, CommandOutcome outcome) {
        public Executed {
            Objects.requireNonNull(command);
            Objects.requireNonNull(outcome);
        }
    }

    record NotifyResult(String subscriptionId) implements Response {
        public NotifyResult {
            Objects.requireNonNull(subscriptionId);
        }
    }

    record SupportedProtocol(String versions) implements Response {
        public SupportedProtocol {
            Objects.requireNonNull(versions);
        }
    }

    /** The path registered, or why not. */
    record RegisterResult(List<ObjectResult<List<String>>> results) implements Response {
        public RegisterResult {
            results = List.copyOf(results);
        }
    }

    /** The paths given up, or why not. */
    record DeregisterResult(List<ObjectResult<List<String>>> results) implements Response {
        public DeregisterResult {
            results = List.copyOf(results);
        }
    }

    /** A response that this schema does not know: ends the request that it answers. */
    record Unknown() implements Response {}
}
