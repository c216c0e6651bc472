import { useState } from "react";
import { Button, Dialog, Form, Heading, Input, Label, Modal, ModalOverlay, TextField } from "react-aria-components";
import { useObservable } from "./observable.js";
import { giveToken, tokenWanted } from "./token.js";
import { useWording } from "./wording/wording.js";

/** Asks for the access token where the server wants one. There is nothing to do without it, so that it cannot be closed. */
export function TokenDialog() {
  const { token } = useWording();
  const wanted = useObservable(tokenWanted);
  const [given, setGiven] = useState("");
  return (
    <ModalOverlay className="overlay" isOpen={wanted !== undefined} isKeyboardDismissDisabled>
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">{token.title}</Heading>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              if (given.trim() !== "") giveToken(given);
              setGiven("");
            }}
          >
            <p role={wanted === "wrong" ? "alert" : undefined}>{wanted === "wrong" ? token.wrong : token.missing}</p>
            <TextField className="field" type="password" value={given} onChange={setGiven} autoFocus isRequired>
              <Label>{token.label}</Label>
              <Input autoComplete="off" />
            </TextField>
            <p className="soft small">{token.kept}</p>
            <Button type="submit" className="primary">
              {token.give}
            </Button>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
