using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functions.Tests.LiveChannel;

/// <summary>Renders what a type shows to code outside its assembly, one line a member.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        var name = FullName(type);
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{name} : delegate {SurfaceNames.Of(invoke.ReturnType)} ({SurfaceNames.Parameters(invoke)})"];
        }

        if (type.IsEnum)
            return Enum.GetNames(type).Select(value => $"{name}.{value} = {(int)Enum.Parse(type, value)}").Prepend($"{name} : enum");

        var members = type.GetConstructors(Declared).Where(IsVisible)
            .Select(c => $"{name}..ctor({SurfaceNames.Parameters(c)}){(c.IsFamily ? " [protected]" : "")}")
            .Concat(type.GetProperties(Declared).Where(p => Accessors(p).Any(IsVisible)).Select(p => $"{name}.{Property(p)}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && !m.IsSpecialName).Select(m => $"{name}.{Method(m)}"))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => $"{name}.{f.Name} : {Field(f)}"));
        return members.Prepend($"{name} : {Kind(type)}{Bases(type)}{Usage(type)}");
    }

    private static string Field(FieldInfo field) =>
        field.IsLiteral ? $"const {SurfaceNames.Of(field.FieldType)} = \"{field.GetRawConstantValue()}\"" : SurfaceNames.Of(field.FieldType);

    private static string FullName(Type type) =>
        $"{(type.DeclaringType is { } outer ? FullName(outer) : type.Namespace)}.{SurfaceNames.Of(type)}";

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        var bases = type.GetInterfaces().Select(SurfaceNames.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object))
            bases = bases.Prepend(SurfaceNames.Of(parent)).OrderBy(_ => 0);
        return string.Concat(bases.Select((name, i) => i == 0 ? $" : {name}" : $", {name}"));
    }

    private static string Usage(Type type)
    {
        if (!typeof(Attribute).IsAssignableFrom(type))
            return string.Empty;

        var from = type;
        while (!from.IsDefined(typeof(AttributeUsageAttribute), inherit: false))
            from = from.BaseType!;
        var inherited = from == type ? string.Empty : $" /*from {from.Name}*/";
        return $" [AttributeUsage({from.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn}){inherited}]";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = string.Concat(Accessors(property).Where(IsVisible).Select(a => a.ReturnType == typeof(void) ? "set; " : "get; "));
        return $"{property.Name} {{ {accessors}}} : {Modifiers(property.GetMethod!)}{SurfaceNames.Of(property)}";
    }

    private static string Method(MethodInfo method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        var signature = $"{SurfaceNames.Of(method)}({extension}{SurfaceNames.Parameters(method)})";
        return $"{signature} : {Modifiers(method)}{SurfaceNames.Returned(method)}{SurfaceNames.Constraints(method)}";
    }

    private static string Modifiers(MethodInfo method)
    {
        var protection = method.IsFamily ? "protected " : string.Empty;
        if (method.IsStatic)
            return "static ";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal)
            return protection;

        return protection + (method.GetBaseDefinition() != method ? "override " : method.IsAbstract ? "abstract " : "virtual ");
    }

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => property.GetAccessors(nonPublic: true);

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
