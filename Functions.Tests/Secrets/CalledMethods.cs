using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Functions.Tests.Secrets;

/// <summary>Which methods of other types each type of a compiled assembly calls, those of its closures and state machines included.</summary>
internal sealed class CalledMethods : IDisposable
{
    private static readonly FrozenDictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToFrozenDictionary(c => c.Value);

    private readonly PEReader file;
    private readonly MetadataReader metadata;

    public CalledMethods(Assembly assembly)
    {
        file = new PEReader(File.OpenRead(assembly.Location));
        metadata = file.GetMetadataReader();
    }

    public void Dispose() => file.Dispose();

    /// <summary>Type by type, <c>Type.Method</c> of what is called.</summary>
    public ILookup<string, string> ByType() => metadata.TypeDefinitions
        .SelectMany(t => metadata.GetTypeDefinition(t).GetMethods().Select(m => (Type: Outermost(t), Body: metadata.GetMethodDefinition(m).RelativeVirtualAddress)))
        .Where(m => m.Body != 0)
        .SelectMany(m => Calls(file.GetMethodBody(m.Body).GetILBytes()!).Select(c => (m.Type, Called: c)))
        .ToLookup(c => c.Type, c => c.Called);

    private string Outermost(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(outer) : metadata.GetString(type.Name);
    }

    private IEnumerable<string> Calls(byte[] il)
    {
        for (var i = 0; i < il.Length;)
        {
            var code = il[i] == 0xFE ? OpCodesByValue[(short)(0xFE00 | il[i + 1])] : OpCodesByValue[il[i]];
            i += code.Size;
            if (code.OperandType == OperandType.InlineMethod && NameOf(MetadataTokens.EntityHandle(BitConverter.ToInt32(il, i))) is { } name) yield return name;
            i += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
        }
    }

    private string? NameOf(EntityHandle method) => method.Kind switch
    {
        HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)method) is var m ? $"{TypeName(m.Parent)}.{metadata.GetString(m.Name)}" : null,
        HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)method) is var d
            ? $"{metadata.GetString(metadata.GetTypeDefinition(d.GetDeclaringType()).Name)}.{metadata.GetString(d.Name)}"
            : null,
        HandleKind.MethodSpecification => NameOf(metadata.GetMethodSpecification((MethodSpecificationHandle)method).Method),
        _ => null,
    };

    private string TypeName(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name),
        _ => "",
    };
}
