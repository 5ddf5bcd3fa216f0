using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Functions.Tests.Reference.Describing;

/// <summary>What attributes say of a property's values, as keywords of its schema.</summary>
internal static class Constraints
{
    public static void Add(JsonObject schema, MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributes<ValidationAttribute>())
        {
            switch (attribute)
            {
                case StringLengthAttribute length:
                    if (length.MinimumLength > 0) schema["minLength"] = length.MinimumLength;
                    schema["maxLength"] = length.MaximumLength;
                    break;
                case LengthAttribute length:
                    schema["minItems"] = length.MinimumLength;
                    schema["maxItems"] = length.MaximumLength;
                    break;
                case RangeAttribute range:
                    schema["minimum"] = Convert.ToInt32(range.Minimum, CultureInfo.InvariantCulture);
                    schema["maximum"] = Convert.ToInt32(range.Maximum, CultureInfo.InvariantCulture);
                    break;
                case RegularExpressionAttribute expression:
                    (schema["items"]?.AsObject() ?? schema)["pattern"] = expression.Pattern;
                    break;
                case AllowedValuesAttribute allowed:
                    schema["enum"] = new JsonArray([.. allowed.Values.Select(v => JsonValue.Create((string?)v))]);
                    break;
                case RequiredAttribute:
                    break;
                default:
                    throw new NotSupportedException($"{member.DeclaringType}.{member.Name}: {attribute.GetType().Name} has no keyword here.");
            }
        }
    }
}
