namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>A refusal, in the table service's own codes.</summary>
internal sealed record Refusal(int Status, string Code, string Message)
{
    public static Refusal TableNotFound { get; } = new(404, "TableNotFound", "The table specified does not exist.");

    public static Refusal TableAlreadyExists { get; } = new(409, "TableAlreadyExists", "The table specified already exists.");

    public static Refusal ResourceNotFound { get; } = new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static Refusal EntityAlreadyExists { get; } = new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static Refusal ConditionNotMet { get; } = new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static Refusal InvalidInput { get; } = new(400, "InvalidInput", "One of the request inputs is not valid.");

    public static Refusal KeyOutOfRange { get; } = new(400, "OutOfRangeInput", "A key is out of range.");

    public static Refusal OutOfRange { get; } = new(400, "OutOfRangeInput", "One of the request inputs is out of range.");

    public static Refusal KeyTooLarge { get; } = new(400, "KeyValueTooLarge", "A key is greater than 1 KiB.");

    public static Refusal KeysMissing { get; } = new(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");

    public static Refusal ValueTooLarge { get; } = new(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");

    public static Refusal EntityTooLarge { get; } = new(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");

    public static Refusal TooManyProperties { get; } = new(400, "TooManyProperties", "The entity contains more properties than allowed (252).");

    public static Refusal NameTooLong { get; } = new(400, "PropertyNameTooLong", "The property name exceeds the maximum allowed length (255).");

    public static Refusal TooManyActions { get; } = new(400, "InvalidInput", "The batch request operation exceeds the maximum 100 changes per change set.");

    public static Refusal BodyTooLarge { get; } = new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static Refusal DuplicateRow { get; } = new(400, "InvalidDuplicateRow", "The batch request contains multiple changes with same row key.");

    public static Refusal SeveralPartitions { get; } = new(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");

    public static Refusal NotImplemented { get; } = new(501, "NotImplemented", "The requested operation is not implemented here.");
}
