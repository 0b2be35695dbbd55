/** One file, chosen by a button or dropped upon it. */
import { DropZone } from '@shopify/polaris';

type FileFieldProps = {
  label: string;
  help: string;
  accept: string;
  busy: boolean;
  onFile: (file: File) => void;
};

export function FileField({ label, help, accept, busy, onFile }: FileFieldProps) {
  return (
    <DropZone
      label={label}
      labelHidden
      accept={accept}
      allowMultiple={false}
      disabled={busy}
      variableHeight
      onDrop={(files) => {
        const [file] = files;
        if (file) onFile(file);
      }}
    >
      <DropZone.FileUpload actionTitle={label} actionHint={help} />
    </DropZone>
  );
}
