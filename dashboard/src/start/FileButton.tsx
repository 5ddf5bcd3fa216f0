import { Button } from '@fluentui/react-components';
import { useRef } from 'react';

/** Opens a text file of the user's. */
export function FileButton({ text, read }: { text: string; read: (content: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{text}</Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          void file?.arrayBuffer().then((bytes) => read(textOf(bytes)));
        }}
      />
    </>
  );
}

// Spreadsheets save Windows-1252 where nobody asks for UTF-8.
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
